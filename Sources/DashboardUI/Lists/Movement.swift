import TextCanvas

/// A step through a list, or through lines of text.
enum Movement: Hashable, Sendable, CaseIterable {
  case down, up, first, last, halfPageDown, halfPageUp, pageDown, pageUp

  /// Where it leads from a row; the caller clamps it to the list.
  ///
  /// - Parameters:
  ///   - page: rows that can be seen.
  ///   - count: rows there are; for text, whose end the view finds by itself, more than there can be.
  func destination(from row: Int, page: Int, count: Int = .max / 2) -> Int {
    let page = max(1, page)
    return switch self {
    case .down: row + 1
    case .up: row - 1
    case .halfPageDown: row + max(1, page / 2)
    case .halfPageUp: row - max(1, page / 2)
    case .pageDown: row + page
    case .pageUp: row - page
    case .first: 0
    case .last: count - 1
    }
  }
}

extension Binding {
  /// The keys of every list and every text.
  static func movement(_ command: (Movement) -> Action) -> [Self] {
    [
      Binding("move.down", ["j", .down], command(.down), "down"),
      Binding("move.up", ["k", .up], command(.up), "up"),
      Binding("move.first", ["g", .home], command(.first), "to the first row"),
      Binding("move.last", ["G", .end], command(.last), "to the last row"),
      Binding("move.halfPageDown", [.control("d")], command(.halfPageDown), "half a page down"),
      Binding("move.halfPageUp", [.control("u")], command(.halfPageUp), "half a page up"),
      Binding("move.pageDown", [.pageDown, .control("f")], command(.pageDown), "a page down"),
      Binding("move.pageUp", [.pageUp, .control("b")], command(.pageUp), "a page up"),
    ]
  }
}
