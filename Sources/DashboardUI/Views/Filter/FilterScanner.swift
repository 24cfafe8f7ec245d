import QueryCore

/// One word of a filter as it was typed.
struct FilterToken: Hashable {
  /// How the value was written.
  enum Form: Hashable {
    case word
    case quoted
    /// Between slashes.
    case expression
  }

  /// Where it begins, counted from 1, the `!` included.
  let column: Int
  let isNegated: Bool
  /// In lower case; nil for a word that any field may hold.
  let field: String?
  let comparison: FilterComparison
  let form: Form
  /// Empty where nothing stands behind the field yet.
  let value: String
  /// Where the value begins, counted from 1, behind its quote or slash.
  let valueColumn: Int

  /// The same as plain text, where the list says that it is no field of its rows; else as it is.
  func asText<Row: FilterableRow>(of row: Row.Type) -> FilterToken {
    guard let field, comparison == .contains, !value.isEmpty, form == .word,
      !Row.filterFields.contains(where: { $0.name == field || $0.alias == field }),
      Row.isPlainText(field, value)
    else { return self }
    return FilterToken(
      column: column, isNegated: isNegated, field: nil, comparison: .contains, form: .word,
      value: "\(field):\(value)", valueColumn: column)
  }
}

/// Takes a filter apart into its words.
struct FilterScanner {
  private let characters: [Character]
  /// Characters read so far.
  private(set) var place = 0

  init(_ text: String) {
    characters = Array(text)
  }

  /// The next word; nil at the end.
  mutating func next() throws(FilterProblem) -> FilterToken? {
    skipBlanks()
    guard place < characters.count else { return nil }
    let column = place + 1
    let isNegated = characters[place] == "!"
    if isNegated { place += 1 }
    try refuseSigns(of: column)
    let (field, comparison) = scanField()
    guard place < characters.count, characters[place] != " " else {
      guard let field else {
        throw FilterProblem(
          column, "! leaves out the rows with what stands behind it: !timeout", isIncomplete: true)
      }
      return FilterToken(
        column: column, isNegated: isNegated, field: field, comparison: comparison, form: .word,
        value: "", valueColumn: place + 1)
    }
    let form: FilterToken.Form =
      switch characters[place] {
      case "\"": .quoted
      case "/": .expression
      default: .word
      }
    if form != .word { place += 1 }
    let valueColumn = place + 1
    let value =
      switch form {
      case .word: scanWord()
      case .quoted: try scanQuoted()
      case .expression: try scanExpression()
      }
    return FilterToken(
      column: column, isNegated: isNegated, field: field, comparison: comparison, form: form,
      value: value, valueColumn: valueColumn)
  }

  /// Refuses what other languages write and what would be looked for as text here, where it is hardly ever found.
  private func refuseSigns(of column: Int) throws(FilterProblem) {
    let word = characters[place...].prefix { $0 != " " }
    if word.first == "!" { throw FilterProblem(column, "one ! is enough; in quotes it is text") }
    if word == ["O", "R"] {
      throw FilterProblem(column, "for one or the other write /this|that/; in quotes OR is text")
    }
    if word == ["A", "N", "D"] || word == ["N", "O", "T"] {
      throw FilterProblem(
        column,
        "words are joined by and already, !word leaves out; in quotes \(String(word)) is text")
    }
    let name = word.prefix { $0.isASCII && $0.isLetter }
    guard !name.isEmpty else { return }
    let signs = word[name.endIndex...].prefix { "!=:<>".contains($0) }
    switch String(signs) {
    case "!=", "!:", ":!", "=!", "!":
      let rest = word[signs.endIndex...]
      // A sign of exclamation at the end of a word is one of the text.
      guard !rest.isEmpty else { return }
      let sign = signs.contains("=") ? "=" : ":"
      throw FilterProblem(
        column, "! stands in front: !\(String(name))\(sign)\(String(rest)); in quotes it is text")
    case "==", ":=", "=:", "::":
      throw FilterProblem(
        column,
        "one sign is enough: \(String(name))=value, or \(String(name)):value for a part of it")
    default: return
    }
  }

  private mutating func skipBlanks() {
    while place < characters.count, characters[place] == " " { place += 1 }
  }

  /// A name and a sign behind it; nothing where the word begins otherwise.
  private mutating func scanField() -> (String?, FilterComparison) {
    let start = place
    var end = start
    while end < characters.count, characters[end].isASCII, characters[end].isLetter { end += 1 }
    guard end > start else { return (nil, .contains) }
    for comparison in FilterComparison.allCases
    where characters[end...].starts(with: comparison.rawValue) {
      place = end + comparison.rawValue.count
      return (String(characters[start..<end]).lowercased(), comparison)
    }
    return (nil, .contains)
  }

  private mutating func scanWord() -> String {
    let start = place
    while place < characters.count, characters[place] != " " { place += 1 }
    return String(characters[start..<place])
  }

  /// Up to the closing quote; `\` before a quote or a `\` keeps it.
  private mutating func scanQuoted() throws(FilterProblem) -> String {
    let start = place
    var value = ""
    while place < characters.count, characters[place] != "\"" {
      if characters[place] == "\\", place + 1 < characters.count,
        characters[place + 1] == "\"" || characters[place + 1] == "\\"
      {
        place += 1
      }
      value.append(characters[place])
      place += 1
    }
    guard place < characters.count else {
      throw FilterProblem(start, "the closing \" is missing", isIncomplete: true)
    }
    place += 1
    guard !value.isEmpty else { throw FilterProblem(start, "there is nothing between the quotes") }
    return value
  }

  /// Up to a slash at the end of a word: paths need no `\` before theirs.
  private mutating func scanExpression() throws(FilterProblem) -> String {
    let start = place
    while place < characters.count {
      if characters[place] == "\\" {
        place += 2
        continue
      }
      let isLast = place + 1 >= characters.count || characters[place + 1] == " "
      if characters[place] == "/", isLast {
        defer { place += 1 }
        guard place > start else {
          throw FilterProblem(start, "there is nothing between the slashes", isIncomplete: true)
        }
        return String(characters[start..<place])
      }
      place += 1
    }
    let flags = characters[start...].reversed().prefix { "gimsux".contains($0) }
    let hasFlags = !flags.isEmpty && characters.dropLast(flags.count).last == "/"
    throw FilterProblem(
      start,
      hasFlags && characters.count - flags.count - 1 > start
        ? "nothing stands behind the closing /: case never counts; in quotes a / is text"
        : "the closing / of the expression is missing; in quotes a / is text",
      isIncomplete: true)
  }
}

// MARK: - Values

extension FilterToken {
  /// A count, with `k` for a thousand and `m` for a million; commas may stand in it as they do on screen.
  func number(expecting: String) throws(FilterProblem) -> Double {
    let plain = value.filter { $0 != "," }
    guard form == .word, let (number, unit) = Self.numberAndUnit(plain[...]),
      let factor = ["": 1.0, "k": 1e3, "m": 1e6][unit.lowercased()],
      Self.digits(plain[...]).count + unit.count == plain.count
    else { throw problem("expects \(expecting)") }
    return number * factor
  }

  /// A length of time, `1h30m`: each number with its unit.
  func duration() throws(FilterProblem) -> Duration {
    var rest = value[...]
    var seconds = 0.0
    while form == .word, let (number, unit) = Self.numberAndUnit(rest) {
      guard let factor = Self.seconds[unit.lowercased()] else { break }
      seconds += number * factor
      rest = rest.dropFirst(Self.digits(rest).count + unit.count)
      if rest.isEmpty { return Duration(clamping: seconds) }
    }
    throw problem("expects a length of time with its unit: 30s, 5m, 2h, 1d, 500ms")
  }

  private static let seconds = [
    "ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0,
  ]

  /// What the field says of a value that it does not take.
  func problem(_ what: String) -> FilterProblem {
    FilterProblem(valueColumn, "\(field ?? "this") \(what)", isIncomplete: true)
  }

  private static func digits(_ text: Substring) -> Substring {
    text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
  }

  /// A number at the start of a text, and the letters behind it.
  private static func numberAndUnit(_ text: Substring) -> (Double, Substring)? {
    let digits = digits(text)
    guard let number = Double(String(digits)), number.isFinite else { return nil }
    let rest = text.dropFirst(digits.count)
    return (number, rest.prefix { $0.isLetter })
  }
}
