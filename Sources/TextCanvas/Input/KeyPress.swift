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
  case insert
  case tab
  /// Shift and Tab.
  case backTab
  case up
  case down
  case left
  case right
  case pageUp
  case pageDown
  case home
  case end
}
