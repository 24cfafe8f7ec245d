internal import CNCurses
package import TextCanvas

/// One answer of ncurses, before sequences it did not know are put together.
nonisolated package enum RawInput: Hashable, Sendable {
  case scalar(UInt32)
  case key(KeyPress)
  case mouse(MouseButton, x: Int, y: Int)
  /// The terminal's answer to ``LinkPace/question``.
  case answer
  /// A key or a movement that has no name here.
  case other

  /// What a mouse can do; which of two presses is the second is told by time.
  package enum MouseButton: Hashable, Sendable {
    case press
    case wheelUp
    case wheelDown
  }

  /// nil when nothing was waiting.
  init?(_ input: cnc_input) {
    let x = Int(input.x)
    let y = Int(input.y)
    switch Int(input.kind) {
    case CNC_NOTHING: return nil
    case CNC_SCALAR: self = .scalar(input.value)
    case CNC_KEY: self = Self.names[Int(input.value)].map(RawInput.key) ?? .function(input.value)
    case CNC_PRESS: self = .mouse(.press, x: x, y: y)
    case CNC_WHEEL_UP: self = .mouse(.wheelUp, x: x, y: y)
    case CNC_WHEEL_DOWN: self = .mouse(.wheelDown, x: x, y: y)
    default: self = .other
    }
  }

  private static func function(_ value: UInt32) -> RawInput {
    let number = Int(value) - CNC_KEY_F0
    return number > 0 ? .key(.function(number)) : .other
  }

  private static let names: [Int: KeyPress] = [
    CNC_KEY_UP: .up, CNC_KEY_DOWN: .down, CNC_KEY_LEFT: .left, CNC_KEY_RIGHT: .right,
    CNC_KEY_HOME: .home, CNC_KEY_END: .end, CNC_KEY_PAGE_UP: .pageUp,
    CNC_KEY_PAGE_DOWN: .pageDown, CNC_KEY_INSERT: .insert, CNC_KEY_DELETE: .delete,
    CNC_KEY_BACKSPACE: .backspace, CNC_KEY_BACK_TAB: .backTab, CNC_KEY_ENTER: .enter,
  ]
}
