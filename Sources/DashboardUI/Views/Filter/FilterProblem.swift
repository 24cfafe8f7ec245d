/// What is wrong with a filter, or still missing in it, for the person who types it.
struct FilterProblem: Error, Hashable {
  /// The character it begins at, counted from 1.
  let column: Int
  /// What to do about it.
  let sentence: String
  /// Whether going on typing can mend it.
  let isIncomplete: Bool

  init(_ column: Int, _ sentence: String, isIncomplete: Bool = false) {
    self.column = column
    self.sentence = sentence
    self.isIncomplete = isIncomplete
  }

  /// The sentence with its place.
  var text: String { "column \(column): \(sentence)" }
}
