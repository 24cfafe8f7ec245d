import FoundationEssentials

/// The bytes that put a text into the clipboard of whoever sits at the terminal: OSC 52 of xterm's
/// control sequences, which also goes through SSH.
nonisolated package enum ClipboardSequence {
  /// Bytes of text; terminals drop longer sequences, xterm those of 100,000 bytes of base64.
  package static let mostBytes = 74_994

  /// Writes the sequence for a terminal, or for the program between it and us; nil for a text too long.
  static func bytes(for text: String, through multiplexer: Multiplexer?) -> [UInt8]? {
    let text = Array(text.utf8)
    guard text.count <= mostBytes else { return nil }
    let plain = "\u{1B}]52;c;\(Data(text).base64EncodedString())\u{1B}\\"
    switch multiplexer {
    case nil: return Array(plain.utf8)
    case .tmux:
      // tmux takes the first itself where set-clipboard is on, and hands on the second where
      // allow-passthrough is.
      let doubled = plain.replacing("\u{1B}", with: "\u{1B}\u{1B}")
      return Array((plain + "\u{1B}Ptmux;\(doubled)\u{1B}\\").utf8)
    case .screen:
      // Screen takes 768 bytes at a time, and ends each at the first ESC backslash.
      let bell = Array("\u{1B}]52;c;\(Data(text).base64EncodedString())\u{07}".utf8)
      return stride(from: 0, to: bell.count, by: 760).flatMap { start in
        Array("\u{1B}P".utf8) + bell[start..<min(start + 760, bell.count)] + Array("\u{1B}\\".utf8)
      }
    }
  }
}

/// A program that has the terminal, and shows ours in a part of it.
nonisolated package enum Multiplexer: Hashable, Sendable {
  case tmux
  case screen

  /// Reads what each sets in the environment of its children, and tmux's own TERM, which comes through SSH; nil where there is none.
  package init?(environment: [String: String]) {
    if environment["TMUX"].map(\.isEmpty) == false {
      self = .tmux
    } else if environment["STY"].map(\.isEmpty) == false {
      self = .screen
    } else if environment["TERM"].map({ $0.hasPrefix("tmux") }) == true {
      self = .tmux
    } else {
      return nil
    }
  }
}
