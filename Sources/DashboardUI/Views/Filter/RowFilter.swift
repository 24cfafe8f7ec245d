/// What rows of a list are shown: the filter language of every list.
///
/// ```
/// timeout                    rows with this text in any field, in any case
/// state:failed code:QUERY_*  both; `*` stands for anything, and then the pattern is the whole field
/// account=act_22             the whole field
/// !retry                     rows without it
/// date:11-10..11-14          rows whose days touch these; also 11-14, 2026-11, 2026-11-14
/// dur>30s rows>=1.5k         lengths of time in ms s m h d, counts with k and m
/// /time(d )?out/             a regular expression, see `PatternParser`
/// "did not answer"           quotes keep blanks, and keep signs from meaning anything
/// ```
///
/// No filter takes long: words are searched for by `ResultSearch`, patterns by `PatternMachine`, which reads each text once.
struct RowFilter: Hashable, Sendable {
  /// The text it was made of.
  let text: String
  private let terms: [FilterTerm]

  /// The filter that shows everything.
  init() {
    text = ""
    terms = []
  }

  /// Reads a filter for the rows of a list.
  ///
  /// - Throws: `FilterProblem` at the first word that means nothing.
  init<Row: FilterableRow>(_ text: String, for rows: Row.Type) throws(FilterProblem) {
    let (filter, problem) = Self.read(text, for: rows)
    if let problem { throw problem }
    self = filter
  }

  private init(_ text: String, _ terms: [FilterTerm]) {
    self.text = text
    self.terms = terms
  }

  /// Reads a filter as far as it can be read: the words before the first that means nothing, and what is wrong with that.
  static func read<Row: FilterableRow>(_ text: String, for rows: Row.Type)
    -> (filter: RowFilter, problem: FilterProblem?)
  {
    var scanner = FilterScanner(text)
    var terms: [FilterTerm] = []
    var good = 0
    do throws(FilterProblem) {
      while let token = try scanner.next() {
        terms.append(try FilterTerm(token.asText(of: Row.self), Row.filterFields))
        good = scanner.place
      }
    } catch {
      return (RowFilter(String(text.prefix(good)), terms), error)
    }
    return (RowFilter(text, terms), nil)
  }

  /// The first word that by itself leaves none of some rows, in a sentence; nil where there are no rows, or each word leaves any.
  func emptyingWord<Row: FilterableRow>(in rows: some Sequence<Row>) -> FilterProblem? {
    let fields = Row.filterFields
    guard rows.contains(where: { _ in true }),
      let term = terms.first(where: { term in !rows.contains { term.isMet(by: $0, fields) } })
    else { return nil }
    return FilterProblem(
      term.column, term.isNegated ? "every row here has this" : "no row here has this")
  }

  /// The first word whose value is a slip of the pen.
  func strayWord<Row: FilterableRow>(in rows: some Sequence<Row>) -> FilterProblem? {
    terms.lazy.compactMap { $0.strayWord(in: rows) }.first
  }

  /// Where the word begins that a character belongs to, both counted from 1.
  func column(ofWordAt column: Int) -> Int? { terms.last { $0.column <= column }?.column }

  /// Whether every row passes.
  var isEmpty: Bool { terms.isEmpty }

  /// Whether what passes may change as time goes by alone.
  var dependsOnTime: Bool { terms.contains { $0.dependsOnTime } }

  /// Whether a row of the list it was read for passes.
  func matches<Row: FilterableRow>(_ row: Row) -> Bool {
    let fields = Row.filterFields
    return terms.allSatisfy { $0.isMet(by: row, fields) }
  }

  /// Two filters of one list are the same if they read the same.
  static func == (left: RowFilter, right: RowFilter) -> Bool { left.text == right.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// One word of a filter.
struct FilterTerm: Sendable {
  private enum Test: Sendable {
    /// In any field of texts, or in one.
    case text(TextPattern, field: Int?)
    case number(FilterComparison, Double, field: Int)
    case duration(FilterComparison, Duration, field: Int)
    case days(DayRange, field: Int)
  }

  /// Where it begins in the filter, counted from 1.
  let column: Int
  let isNegated: Bool
  private let test: Test
  /// The value as it was typed, and where it begins.
  private let value: (text: String, column: Int)

  /// - Throws: `FilterProblem` where the list has no such field, or the field no such values.
  init<Row>(_ token: FilterToken, _ fields: [FilterField<Row>]) throws(FilterProblem) {
    column = token.column
    isNegated = token.isNegated
    value = (token.value, token.valueColumn)
    guard let name = token.field else {
      test = .text(try TextPattern(token, anchored: false), field: nil)
      return
    }
    guard let index = fields.firstIndex(where: { $0.name == name || $0.alias == name }) else {
      let names = fields.map(\.name).joined(separator: ", ")
      throw FilterProblem(
        token.column, "no field is called \(name) here, but \(names); quotes make it plain text")
    }
    let field = fields[index]
    switch field.reading {
    case .text, .texts:
      guard token.comparison.isOrder == false else {
        throw FilterProblem(token.column, "\(field.name) is text: write \(field.example)")
      }
      guard !token.value.isEmpty else {
        throw token.problem("expects a text; Tab offers those of the list")
      }
      test = .text(try TextPattern(token, anchored: true), field: index)
    case .number:
      test = .number(
        token.comparison, try token.number(expecting: "a count: 0, 250, 1.5k, 2m"), field: index)
    case .duration:
      test = .duration(token.comparison, try token.duration(), field: index)
    case .days:
      guard token.comparison.isOrder == false else {
        throw FilterProblem(
          token.column, "\(field.name) takes a day or a range: \(field.name):11-10..11-14")
      }
      test = .days(try DayRange(token), field: index)
    }
  }

  var dependsOnTime: Bool {
    if case .duration = test { true } else { false }
  }

  /// What is wrong with a value that a field of few words never has, and no row has either; nil where nothing is.
  func strayWord<Row: FilterableRow>(in rows: some Sequence<Row>) -> FilterProblem? {
    guard case .text(let pattern, let index?) = test else { return nil }
    let field = Row.filterFields[index]
    guard !field.words.isEmpty, !field.words.contains(where: pattern.isIn),
      !rows.contains(where: { field.contains(in: $0, where: pattern.isIn) })
    else { return nil }
    let typed = value.text.lowercased()
    return FilterProblem(
      value.column,
      "\(field.name) is never \(value.text), but \(field.words.joined(separator: ", "))",
      isIncomplete: field.words.contains { $0.hasPrefix(typed) })
  }

  func isMet<Row>(by row: Row, _ fields: [FilterField<Row>]) -> Bool {
    let isFound =
      switch test {
      case .text(let pattern, nil):
        fields.indices.contains { fields[$0].contains(in: row, where: pattern.isIn) }
      case .text(let pattern, let index?):
        fields[index].contains(in: row, where: pattern.isIn)
      case .number(let comparison, let value, let index):
        if case .number(let number) = fields[index].reading {
          number(row).map { comparison.holds($0, value) } ?? false
        } else {
          false
        }
      case .duration(let comparison, let value, let index):
        if case .duration(let duration) = fields[index].reading {
          duration(row).map { comparison.holds($0, value) } ?? false
        } else {
          false
        }
      case .days(let range, let index):
        if case .days(let days) = fields[index].reading {
          days(row).contains { range.touches($0.first, $0.last) }
        } else {
          false
        }
      }
    return isFound != isNegated
  }
}

/// The sign between a field and its value.
enum FilterComparison: String, Hashable, Sendable, CaseIterable {
  // Longer signs first: they are looked for in this order.
  case atMost = "<="
  case atLeast = ">="
  case contains = ":"
  case equals = "="
  case less = "<"
  case more = ">"

  /// Whether it asks which of two is larger.
  var isOrder: Bool { self != .contains && self != .equals }

  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .contains, .equals: left == right
    case .less: left < right
    case .more: left > right
    case .atMost: left <= right
    case .atLeast: left >= right
    }
  }
}
