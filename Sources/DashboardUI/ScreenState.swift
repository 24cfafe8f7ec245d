/// A view with all a person did in it, so that coming back finds it as it was.
package struct ScreenState: Hashable, Sendable {
  package let screen: Screen
  /// The list of the targets view, the queries of a batch.
  package var rows = TableState()
  package var causes = TableState()
  /// The cursor on the batch map.
  package var map = TableState()
  package var focus = Panel.queries
  package var isZoomed = false
  package var choice = QueryChoice()
  /// Lines the query view is scrolled down.
  package var scroll = 0
  /// Whether the query view shows the last raw answer.
  package var showsRawAnswer = false
  /// The order of rows a person is moving in; nil while rows may move by themselves.
  package var heldOrder: [String]?

  package init(_ screen: Screen) {
    self.screen = screen
  }
}
