package import QueryCore
package import TextCanvas

extension GlyphSet {
  /// Every state has a glyph of its own, so that colour is never needed to tell two apart.
  package func glyph(_ state: QueryState) -> SafeText {
    SafeText(String(character(state)))
  }

  /// The same as a character, for bars and matrices.
  func character(_ state: QueryState) -> Character {
    switch state {
    case .waiting: isASCII ? "." : "·"
    case .running: isASCII ? ">" : "▸"
    case .succeeded: isASCII ? "+" : "✓"
    case .failed: isASCII ? "x" : "✗"
    case .stopped: isASCII ? "#" : "■"
    case .gone: isASCII ? "-" : "∅"
    case .unsupported: isASCII ? "~" : "◌"
    case .unknown: "?"
    }
  }

  /// Stands before what a person has to know, or do something about.
  var alert: SafeText { isASCII ? "!" : "▲" }

  /// Joins the ends of a range.
  package var dash: String { isASCII ? "-" : "–" }
  package var crumb: SafeText { isASCII ? " > " : " › " }
  package var dot: SafeText { isASCII ? "*" : "●" }
  package var separator: String { isASCII ? " | " : " · " }
}

extension QueryState {
  /// The role its glyph and word are drawn in.
  package var role: Role {
    switch self {
    case .waiting: .waiting
    case .running: .running
    case .succeeded: .succeeded
    case .failed: .failed
    case .stopped, .gone, .unsupported: .stopped
    case .unknown: .warning
    }
  }
}

extension BatchProgress {
  /// The four counters in the order they are shown everywhere.
  var parts: [(state: QueryState, count: Int)] {
    [(.succeeded, succeeded), (.failed, failed), (.running, running), (.waiting, queued)]
  }

  /// The counters as a bar, the ended at the left.
  func bar(glyphs: GlyphSet) -> StackedBar {
    // Whoever draws it says the numbers too.
    if glyphs.isPlain { return StackedBar([], empty: .blank) }
    return StackedBar(
      parts.map { part in
        let mark = Self.mark(of: part.state, glyphs)
        return BarSegment(
          part.count, style: mark.style, glyph: mark.glyph, isFinished: part.state.isTerminal)
      })
  }

  /// What stands for a counter in the bar.
  static func mark(of state: QueryState, _ glyphs: GlyphSet) -> (glyph: Character, style: Style) {
    switch state {
    case .succeeded: (glyphs.isASCII ? "#" : "█", Style(.succeeded))
    case .failed: (glyphs.isASCII ? "x" : "▚", Style(.failed))
    case .running: (glyphs.isASCII ? ">" : "▓", Style(.running))
    default: (glyphs.isASCII ? "." : "░", Style(.border))
    }
  }
}

extension TargetSnapshot {
  /// The provider's own estimate of what is done, in percent: never 100 while the target lives, whatever it says.
  var shownPercent: Int? {
    detail.query?.percent.map { max(0, min($0, state.isTerminal ? 100 : 99)) }
  }
}

extension Target {
  /// A query's id without the batch's own in front, as lists show it.
  func shortName(of id: String) -> String {
    id.hasPrefix(self.id + "_") ? String(id.dropFirst(self.id.count + 1)) : id
  }
}
