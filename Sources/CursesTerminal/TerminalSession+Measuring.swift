import TextCanvas

/// How the terminal draws what terminals disagree about: asked once, with the first frame that holds such a thing and waits for
/// no answer.
extension TerminalSession {
  /// An answer that takes longer is none: what came of another question must not be taken for it.
  private static let patience = Duration.seconds(10)

  /// Whether what was just drawn makes it worth asking.
  var isToMeasure: Bool {
    painter.isContested && measuringSince == nil && !capability.ascii && brackets.isKnown
      && size.rows >= MeasuredWidths.rows
  }

  /// Puts the question where the screen has just been cleared, so that the frame is drawn over it.
  func askWidths(in bytes: inout [UInt8]) {
    // Where nothing clears the screen nothing is asked, now or later.
    measuringSince = .now
    _ = bytes.insertBehindLastClearing(MeasuredWidths.question)
  }

  /// Takes a report of where the cursor is, and draws what it changes.
  func takeCursorReport(row: Int, column: Int) {
    guard let measuringSince, measuringSince.duration(to: .now) < Self.patience,
      widths.take(row: row, column: column)
    else { return }
    painter.widths = widths
    if let shown { paint(shown.frame, theme: shown.theme, title: shown.title) }
  }
}

extension [UInt8] {
  /// Puts bytes behind the last sequence that clears the screen.
  ///
  /// - Returns: false, changing nothing, where there is none.
  nonisolated package mutating func insertBehindLastClearing(_ bytes: [UInt8]) -> Bool {
    for clearing in ["\u{1B}[2J", "\u{1B}[J"].map({ Array($0.utf8) }) where count >= clearing.count
    {
      let last = count - clearing.count
      if let start = (0...last).last(where: { self[$0...].starts(with: clearing) }) {
        insert(contentsOf: bytes, at: start + clearing.count)
        return true
      }
    }
    return false
  }
}
