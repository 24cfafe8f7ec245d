import QueryCore
import TextCanvas

extension DashboardState {
  /// A key while a filter is being typed: the rows follow the text at once.
  mutating func type(_ key: KeyPress, into input: TextInput, before: String) -> [Effect] {
    switch options.keymap.action(for: key, in: .typing) {
    case .acceptText: mode = .browse
    case .cancelText:
      mode = .browse
      choose { $0.filter = before }
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    default:
      // Who leaves the line upwards or downwards is done with it.
      if [.up, .down, .pageUp, .pageDown].contains(key) {
        mode = .browse
        return press(key)
      }
      var input = input
      guard input.press(key) else { return [] }
      mode = .filter(input, before: before)
      look(for: input.text)
      top.rows.rest()
    }
    return []
  }
}

extension DashboardState {
  /// Filters by what has been typed so far.
  ///
  /// A text that only grows narrows what is shown already.
  private mutating func look(for text: String) {
    guard case .batch(let target) = top.screen, let batch = batch(target), top.heldOrder == nil,
      !top.choice.filter.isEmpty, text.hasPrefix(top.choice.filter)
    else {
      choose { $0.filter = text }
      return
    }
    top.choice.filter = text
    arrangement.narrow(to: text, in: batch.queries)
  }
}

extension TextInput {
  /// Edits the line as readline does.
  ///
  /// - Returns: whether the key means anything to a line of text.
  mutating func press(_ key: KeyPress) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace: deleteBackward()
    case .delete: deleteForward()
    case .left, .control("b"): moveLeft()
    case .right, .control("f"): moveRight()
    case .home, .control("a"): moveHome()
    case .end, .control("e"): moveEnd()
    case .control("u"): deleteToStart()
    case .control("k"): deleteToEnd()
    case .control("w"): deleteWord()
    default: return false
    }
    return true
  }
}
