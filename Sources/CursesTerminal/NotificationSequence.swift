package import TextCanvas

/// The bytes that have a terminal show a notification on the desktop it stands on; they go through SSH too.
///
/// A terminal that does not know the form shows nothing.
nonisolated package enum NotificationSequence {
  /// The forms that terminals know.
  package enum Form: String, Hashable, Sendable, CaseIterable {
    /// iTerm2, Windows Terminal, WezTerm, Ghostty, foot, kitty: the text alone.
    case osc9
    /// rxvt-unicode, foot, WezTerm, Ghostty, VTE with a patch: title and text.
    case osc777
    /// kitty, foot: title and text in two pieces.
    case osc99
  }

  /// The most bytes of text.
  package static let mostBytes = 200
  /// What the notification is from.
  private static let title = "querytop"

  /// Writes the sequence for a terminal, or for the program between it and us.
  package static func bytes(
    for text: SafeText, form: Form, through multiplexer: Multiplexer?
  ) -> [UInt8] {
    let text = plain(text)
    // Screen ends what it hands on at the first ESC backslash.
    let end = multiplexer == .screen ? "\u{07}" : "\u{1B}\\"
    let pieces =
      switch form {
      // The name in front keeps the text from being one of the numbered commands some terminals have under 9.
      case .osc9: ["9;\(title): \(text)"]
      case .osc777: ["777;notify;\(title);\(text)"]
      case .osc99: ["99;i=\(title):d=0;\(title)", "99;i=\(title):d=1:p=body;\(text)"]
      }
    return pieces.flatMap { passed("\u{1B}]\($0)\(end)", through: multiplexer) }
  }

  /// Printable ASCII, cut to the most bytes; a semicolon would end a field.
  private static func plain(_ text: SafeText) -> String {
    let ascii = text.asciiOnly().string.replacing(";", with: ",")
    guard ascii.utf8.count > mostBytes else { return ascii }
    return ascii.prefix(mostBytes - 3) + "..."
  }

  /// Packed so that a multiplexer hands it on to its own terminal, which tmux does where allow-passthrough is on, and drops it
  /// where it is not.
  private static func passed(_ sequence: String, through multiplexer: Multiplexer?) -> [UInt8] {
    switch multiplexer {
    case nil: Array(sequence.utf8)
    case .tmux:
      Array("\u{1B}Ptmux;\(sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}"))\u{1B}\\".utf8)
    case .screen: Array("\u{1B}P\(sequence)\u{1B}\\".utf8)
    }
  }
}
