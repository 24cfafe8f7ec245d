/// What the mouse did, and on which cell; `x` and `y` count from the frame's top left.
package enum MouseEvent: Hashable, Sendable {
  case pressed(x: Int, y: Int)
  /// The second press of a double click; the first has arrived as `.pressed`.
  case doublePressed(x: Int, y: Int)
  case wheelUp(x: Int, y: Int)
  case wheelDown(x: Int, y: Int)
}
