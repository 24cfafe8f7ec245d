package import QueryCore
package import TextCanvas

extension GlyphSet {
  /// Every state has a glyph of its own, so that colour is never needed to tell two apart.
  package func glyph(_ state: QueryState) -> SafeText {
    SafeText(String(character(state)))
  }

  /// The same as a character, for bars and maps.
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

  package var isASCII: Bool { self == .ascii }
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
