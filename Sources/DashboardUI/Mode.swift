package import TextCanvas

/// What the keys mean at the moment.
package enum Mode: Hashable, Sendable {
  case browse
  /// Typing a filter; the text applies as it is typed, Esc brings back `before`.
  case filter(TextInput, before: String)
  /// Typing an answer to something the results view asks.
  case asking(ResultsQuestion, TextInput)
  /// The help page, scrolled down by so many lines.
  case help(offset: Int)
}
