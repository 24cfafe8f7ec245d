import QueryCore
import TextCanvas

extension CellState {
  /// What stands in a cell: trouble is a capital letter, the same in UTF-8 and in ASCII, so that it is told from all else
  /// without any colour.
  func letter(_ glyphs: GlyphSet) -> Character {
    switch self {
    case .failed: "F"
    case .gone: "G"
    case .stopped: "S"
    case .unsupported: "U"
    case .unknown, .running, .waiting, .succeeded: glyphs.character(state)
    }
  }

  /// How the cell looks; one that is not lit recedes, but keeps its letter.
  func style(isLit: Bool = true) -> Style {
    guard isLit else { return Style(.muted) }
    return switch self {
    case .failed: Style(.failed, [.bold, .reverse])
    case .gone, .stopped, .unsupported, .unknown: Style(state.role, .bold)
    case .running, .waiting, .succeeded: Style(state.role)
    }
  }
}

extension CellTally {
  /// The queries by state, the worst first: `F 5 failed  ✓ 2 succeeded`, without the words where these have no room.
  func line(_ glyphs: GlyphSet, hasWords: Bool, gap: SafeText = "  ") -> StyledLine {
    var line = StyledLine()
    for part in parts {
      if !line.spans.isEmpty { line.add(gap) }
      let style = part.state == .failed ? Style(.failed, .bold) : part.state.style()
      line.add(SafeText(String(part.state.letter(glyphs))), style)
      line.add(SafeText(" \(CountText.grouped(part.count))"), style)
      if hasWords { line.add(SafeText(" " + part.state.state.word), Style(.muted)) }
    }
    return line
  }
}
