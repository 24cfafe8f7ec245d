import Glibc
import NIOConcurrencyHelpers
import Subprocess
import SystemPackage

/// A terminal without a person: what a program writes to it is kept as bytes, and how the program leaves it is looked at.
///
/// Where ``TerminalDriver`` shows what a person sees, this shows what a terminal is told. It answers no question.
package final class PseudoTerminal: Sendable {
  /// How a program ended.
  package enum Ending: Hashable, Sendable {
    case exited(Int32)
    case killed(by: Int32)
  }

  /// Why a step could not be done.
  package enum Failure: Error {
    case refused(errno: Int32)
    case timedOut(waitingFor: String)
  }

  /// The person's side and the program's.
  private let person: Int32
  private let line: Int32
  private let written = NIOLockedValueBox<[UInt8]>([])

  /// - Throws: ``Failure/refused(errno:)`` where the system has no terminal left.
  package init(columns: Int = 80, rows: Int = 24) throws {
    person = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    // By number: the C library shows these only on demand.
    let (unlock, openPeer): (UInt, UInt) = (0x4004_5431, 0x5441)
    var locked: Int32 = 0
    guard person >= 0, ioctl(person, unlock, &locked) == 0 else {
      throw Failure.refused(errno: errno)
    }
    line = ioctl(person, openPeer, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard line >= 0 else { throw Failure.refused(errno: errno) }
    try resize(columns: columns, rows: rows)
  }

  deinit {
    close(person)
    close(line)
  }

  /// Runs a program on it, and the body beside it, which is given the process's number; the program has ended when this returns.
  package func run(
    _ words: [String], environment: [String: String], _ body: (Int32) async throws -> Void
  ) async throws -> Ending {
    let side = FileDescriptor(rawValue: line)
    let result = try await Subprocess.run(
      .path(FilePath(words[0])), arguments: Arguments(Array(words.dropFirst())),
      environment: .custom(environment.map { Array("\($0.key)=\($0.value)\0".utf8) }),
      input: .fileDescriptor(side, closeAfterSpawningProcess: false),
      output: .fileDescriptor(side, closeAfterSpawningProcess: false),
      error: .fileDescriptor(side, closeAfterSpawningProcess: false)
    ) { try await body($0.processIdentifier.value) }
    return switch result.terminationStatus {
    case .exited(let status): .exited(status)
    case .signaled(let signal): .killed(by: signal)
    }
  }

  /// Types bytes.
  package func type(_ bytes: [UInt8]) {
    _ = write(person, bytes, bytes.count)
  }

  /// Gives it another size, and tells whoever controls it.
  package func resize(columns: Int, rows: Int) throws {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(person, UInt(TIOCSWINSZ), &size) == 0 else { throw Failure.refused(errno: errno) }
  }

  /// Closes the person's side, as a terminal window or a connection that goes away does; nothing can be done with it then.
  package func hangUp() {
    dup2(line, person)
    _ = fcntl(person, F_SETFD, FD_CLOEXEC)
  }

  /// Bytes that were typed and that nobody has read.
  package var unread: Int {
    var count: Int32 = 0
    return ioctl(line, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
  }

  /// All that was written so far.
  package var transcript: TerminalTranscript {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(person, &chunk, chunk.count), count > 0 {
      written.withLockedValue { $0 += chunk[..<count] }
    }
    return TerminalTranscript(bytes: written.withLockedValue { $0 })
  }

  /// The line settings, as bytes to compare.
  package var lineSettings: [UInt8] {
    var settings = termios()
    guard tcgetattr(line, &settings) == 0 else { return [] }
    return withUnsafeBytes(of: settings) { Array($0) }
  }

  /// Reads until a condition is met; `what` names it in the failure.
  package func wait(
    for what: String, timeout: Duration = .seconds(60), _ isMet: (TerminalTranscript) -> Bool
  ) async throws {
    let end = ContinuousClock.now + timeout
    while !isMet(transcript) {
      guard ContinuousClock.now < end else { throw Failure.timedOut(waitingFor: what) }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}

/// What a program has told a terminal.
package struct TerminalTranscript: Sendable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether a text stands in it.
  package func contains(_ text: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(text)
  }

  /// The modes that are not as a terminal has them at first: private modes by number, `=` for the keypad, `t` for a title put
  /// aside and not taken back.
  package var modesLeft: Set<String> {
    // On at first: the cursor shows, lines wrap. A blinking cursor (12) is a matter of taste.
    let atFirst = ["7": true, "25": true]
    var left: Set<String> = []
    var titles = 0
    for sequence in sequences {
      guard let final = sequence.last else { continue }
      if sequence == "=" { left.insert("=") }
      if sequence == ">" { left.remove("=") }
      if sequence.hasPrefix("[22;"), final == "t" { titles += 1 }
      if sequence.hasPrefix("[23;"), final == "t" { titles -= 1 }
      guard sequence.hasPrefix("[?"), final == "h" || final == "l" else { continue }
      for mode in sequence.dropFirst(2).dropLast().split(separator: ";").map(String.init)
      where mode != "12" {
        if (final == "h") == (atFirst[mode] ?? false) {
          left.remove(mode)
        } else {
          left.insert(mode)
        }
      }
    }
    return titles > 0 ? left.union(["t"]) : left
  }

  /// What follows each Escape, up to the end of the sequence.
  private var sequences: [String] {
    bytes.split(separator: 0x1B).dropFirst(bytes.first == 0x1B ? 0 : 1).map { piece in
      guard piece.first == UInt8(ascii: "[") else {
        return String(decoding: piece.prefix(1), as: UTF8.self)
      }
      let end = piece.dropFirst().firstIndex { (0x40...0x7E).contains($0) } ?? piece.endIndex - 1
      return String(decoding: piece[...end], as: UTF8.self)
    }
  }
}
