import QueryCore
import TextCanvas

extension BatchProgress {
  /// The four counters in the order they are shown everywhere.
  var parts: [(state: QueryState, count: Int)] {
    [(.succeeded, succeeded), (.failed, failed), (.running, running), (.waiting, queued)]
  }

  /// The counters as a bar, the ended at the left.
  func bar(glyphs: GlyphSet) -> StackedBar {
    let marks: [Character] = glyphs.isASCII ? ["#", "x", ">", "."] : ["█", "▚", "▓", "░"]
    return StackedBar([
      BarSegment(succeeded, style: Style(.succeeded), glyph: marks[0], isFinished: true),
      BarSegment(failed, style: Style(.failed), glyph: marks[1], isFinished: true),
      BarSegment(running, style: Style(.running), glyph: marks[2], isFinished: false),
      BarSegment(queued, style: Style(.border), glyph: marks[3], isFinished: false),
    ])
  }
}

extension QueryState {
  /// Its place among `MapKind.states`.
  var severity: UInt8 {
    switch self {
    case .waiting: 0
    case .succeeded: 1
    case .running: 2
    case .stopped, .gone, .unsupported: 3
    case .unknown: 4
    case .failed: 5
    }
  }
}

extension MapKind {
  /// The looks of the states on the batch map, from the least to the most severe.
  static func states(_ glyphs: GlyphSet) -> [MapKind] {
    let states: [QueryState] = [.waiting, .succeeded, .running, .stopped, .unknown(""), .failed]
    return states.map { state in
      MapKind(
        style: Style(state.role), glyph: state == .succeeded ? "■" : glyphs.character(state),
        ascii: GlyphSet.ascii.character(state), isLit: state != .waiting)
    }
  }
}
