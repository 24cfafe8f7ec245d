import ResultTables

/// What a word of a filter looks for in a text.
enum TextPattern: Sendable {
  /// Anywhere in the text, in any case.
  case contained(ResultSearch)
  /// The text as a whole, in any case; in lower case.
  case whole(String)
  /// Wildcards and regular expressions.
  case machine(PatternMachine)

  /// - Parameter anchored: whether a pattern with wildcards has to be the whole text.
  /// - Throws: `FilterProblem` for an expression that is none, or is too long.
  init(_ token: FilterToken, anchored: Bool) throws(FilterProblem) {
    switch token.form {
    case .expression:
      var parser = PatternParser(token.value, column: token.valueColumn)
      self = .machine(try PatternMachine(parser.parse(), text: token.value, token.valueColumn))
    case .word where token.value.contains("*"):
      let pattern = PatternTree.wildcards(token.value, anchored: anchored)
      self = .machine(try PatternMachine(pattern, text: token.value, token.valueColumn))
    case .word, .quoted:
      self =
        token.comparison == .equals
        ? .whole(token.value.lowercased()) : .contained(ResultSearch(token.value))
    }
  }

  func isIn(_ text: String) -> Bool {
    switch self {
    case .contained(let search):
      var text = text
      // The bytes are the string's for as long as the call lasts.
      return text.withUTF8 { search.isIn($0) }
    case .whole(let whole): return text.lowercased() == whole
    case .machine(let machine): return machine.isIn(text)
    }
  }
}
