internal import CNCurses
package import TextCanvas

extension TerminalSession {
  /// An answer that has not come by then is not waited for when the terminal is given back.
  static let answerTime = Duration.seconds(2)

  /// Asks the terminal for its background (OSC 11); an answer comes as ``TerminalEvent/report(_:)``, or never.
  package func askBackground() {
    guard state == .open, asksQuestions, capability.depth > .none else { return }
    (askedAt, colorAskedAt) = (.now, .now)
    output.send(Array("\u{1B}]11;?\u{1B}\\".utf8))
  }

  /// Whether the question was asked, and nothing answered in time.
  package var wasSilent: Bool {
    askedAt.map { $0.duration(to: .now) >= Self.answerTime } ?? false
  }
}

extension TerminalReport {
  /// The background it tells; nil where it tells something else.
  nonisolated package var background: Color? {
    guard case .color(slot: 11, let red, let green, let blue) = self else { return nil }
    return .rgb(red: UInt8(red >> 8), green: UInt8(green >> 8), blue: UInt8(blue >> 8))
  }
}
