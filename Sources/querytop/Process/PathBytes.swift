import ArgumentParser
import Glibc

/// A path as the system has it, byte for byte: a name need not be UTF-8, and a text made of one that is not names another file.
nonisolated struct PathBytes: Hashable, Sendable {
  /// Without the byte that ends it.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// As a person types it where no shell has seen it: `~/` is the home, as a shell has it.
  init(typed path: String) {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else {
      self.init(path)
      return
    }
    self.init(String(cString: home) + path.dropFirst())
  }

  /// As the system's calls take it.
  var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

  /// For people; what is not UTF-8 is replaced.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The same path with more at its end.
  func appending(_ text: String) -> PathBytes { PathBytes(bytes + text.utf8) }
}

nonisolated extension PathBytes: ExpressibleByArgument {
  /// Takes the bytes of the word on the command line that reads like this; ArgumentParser knows its text alone.
  init?(argument: String) {
    self.init(argument, from: Self.words())
  }

  /// The bytes of the word that reads like `text`, as a word of its own or behind `--option=`.
  init(_ text: String, from words: [[UInt8]]) {
    self.init(text)
    guard text.unicodeScalars.contains("\u{FFFD}") else { return }
    for word in words {
      let value =
        word.starts(with: "--".utf8)
        ? word.drop { $0 != UInt8(ascii: "=") }.dropFirst() : word[...]
      if String(decoding: value, as: UTF8.self) == text { self.init(Array(value)) }
    }
  }

  /// The words this process was started with.
  private static func words() -> [[UInt8]] {
    let count = Int(CommandLine.argc)
    // Set once by the system, before main.
    return (0..<count).compactMap { index in
      CommandLine.unsafeArgv[index].map { word in
        let letters = UnsafeRawPointer(word).assumingMemoryBound(to: UInt8.self)
        return Array(UnsafeBufferPointer(start: letters, count: strlen(word)))
      }
    }
  }
}
