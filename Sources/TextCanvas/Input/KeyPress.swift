/// One key as a person pressed it, free of any terminal's way of saying so.
package enum KeyPress: Hashable, Sendable {
  /// A key that types something; upper case is the shifted letter, space is `" "`.
  case character(Character)
  /// A letter, or one of `@[\]^_ `, held with Control; letters are lower case: `.control("d")`.
  ///
  /// Control combinations that terminals send for a key of its own arrive as that key: `^I` is `.tab`, `^M` and `^J` are
  /// `.enter`, `^H` is `.backspace` and `^[` is `.escape`.
  case control(Character)
  /// A letter or sign held with Alt; Backspace held with Alt is `.alt("\u{7F}")`.
  case alt(Character)
  /// A function key, counted from 1.
  case function(Int)
  case enter
  case escape
  case backspace
  case delete
  /// Delete held with Control or Alt, which deletes to the end of the word in a line of text; a ``plain`` Delete elsewhere.
  case deleteWord
  case insert
  case tab
  /// Shift and Tab.
  case backTab
  case up
  case down
  case left
  case right
  /// Left held with Control or Alt, which goes by words in a line of text; a ``plain`` Left elsewhere.
  case wordLeft
  /// Right held with Control or Alt.
  case wordRight
  case pageUp
  case pageDown
  case home
  case end
}

extension KeyPress {
  /// The same key with nothing held, which is what it does where holding Control or Alt has no meaning of its own.
  package var plain: KeyPress {
    switch self {
    case .wordLeft: .left
    case .wordRight: .right
    case .deleteWord: .delete
    default: self
    }
  }
}
