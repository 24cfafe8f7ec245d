internal import CNCurses
import TextCanvas

/// The keys of the open terminal's own description (terminfo), for sequences that only it knows.
enum DescribedKeys {
  /// Whole sequences that begin with ESC, and their keys.
  static var all: [[UInt8]: KeyPress] {
    var keys: [[UInt8]: KeyPress] = [:]
    for (name, key) in names {
      let bytes = Capability.bytes(name)
      if bytes.count > 1, bytes[0] == 0x1B { keys[bytes] = key }
    }
    return keys
  }

  private static let names: [(String, KeyPress)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kll", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert),
      ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
    ] + (1...20).map { ("kf\($0)", .function($0)) }
}

/// What the open terminal's description says.
enum Capability {
  /// The bytes of a string capability, without the padding a terminal on a slow line once needed; empty for none.
  static func bytes(_ name: String) -> [UInt8] {
    guard let value = cnc_capability(name) else { return [] }
    var bytes: [UInt8] = []
    var rest = String(cString: value).utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[rest.index(after: end)...]
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}

extension InputModes {
  /// What the open terminal can be asked for.
  init(of options: TerminalOptions) {
    // As ncurses decides it: a description that knows the mouse, or a name that says so.
    let hasMouse =
      !Capability.bytes("kmous").isEmpty || !Capability.bytes("XM").isEmpty
      || options.term.contains("xterm")
    // What moves its cursor by control sequences passes over a mode it does not know.
    let isANSI = Capability.bytes("cup").starts(with: [0x1B, UInt8(ascii: "[")])
    self.init(hasMouse: hasMouse && isANSI, marksPastes: isANSI)
    reportsFocus = isANSI && options.reportsFocus
    keypadOn = Capability.bytes("smkx")
    keypadOff = Capability.bytes("rmkx")
  }
}
