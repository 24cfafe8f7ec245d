/// A row of a list that can be filtered: what a filter may ask of it.
protocol FilterableRow {
  /// The fields a filter can name, in the order help and completion give them.
  static var filterFields: [FilterField<Self>] { get }

  /// Whether a word with a colon is plain text, though it reads like a field that the list does not have.
  ///
  /// - Parameters:
  ///   - field: what stands before the colon, in lower case.
  ///   - value: what stands behind it, not empty.
  static func isPlainText(_ field: String, _ value: String) -> Bool
}

extension FilterableRow {
  static func isPlainText(_ field: String, _ value: String) -> Bool { false }
}

/// A field of a list's rows: its name in a filter, and how to read it.
struct FilterField<Row>: Sendable {
  /// How the field is read, which also says what it can be compared with.
  enum Reading: Sendable {
    /// One text, or none: `state:failed`.
    case text(@Sendable (Row) -> String?)
    /// Any number of texts: `account:act_94*`.
    case texts(@Sendable (Row) -> [String])
    /// A count: `rows>10k`.
    case number(@Sendable (Row) -> Double?)
    /// A length of time: `dur>30s`.
    case duration(@Sendable (Row) -> Duration?)
    /// Ranges of days, each by its first and last as the provider wrote them: `date:11-14`.
    case days(@Sendable (Row) -> [(first: String, last: String?)])
  }

  /// Lower case letters.
  let name: String
  /// Another name that is understood, and shown nowhere but in help.
  let alias: String?
  /// What it holds, in a few words for help.
  let help: String
  let reading: Reading
  /// The values there are as a rule, so that a slip of the pen is told; empty where anything may stand.
  var words: [String] = []

  init(_ name: String, alias: String? = nil, _ help: String, _ reading: Reading) {
    self.name = name
    self.alias = alias
    self.help = help
    self.reading = reading
  }

  /// A field of one text, or none.
  init(
    _ name: String, alias: String? = nil, _ help: String, words: [String] = [],
    text: @escaping @Sendable (Row) -> String?
  ) {
    self.init(name, alias: alias, help, .text(text))
    self.words = words
  }
}

extension FilterField {
  /// What a value of this field is like, as the field is filtered by it.
  var example: String {
    switch reading {
    case .text, .texts: "\(name):text"
    case .number: "\(name)>0"
    case .duration: "\(name)>30s"
    case .days: "\(name):11-14"
    }
  }

  /// The field as completion writes it: with the sign its values are most often behind.
  var stem: String {
    switch reading {
    case .text, .texts, .days: name + ":"
    case .number, .duration: name + ">"
    }
  }

  /// Whether a text of the field is one that is looked for.
  ///
  /// Asked of every field of every row: nothing is put together for it.
  func contains(in row: Row, where isFound: (String) -> Bool) -> Bool {
    switch reading {
    case .text(let text): text(row).map(isFound) ?? false
    case .texts(let texts): texts(row).contains(where: isFound)
    case .days(let days):
      days(row).contains { isFound($0.first) || ($0.last.map(isFound) ?? false) }
    case .number, .duration: false
    }
  }

  /// The texts of a row, for completion.
  func texts(of row: Row) -> [String] {
    switch reading {
    case .text(let text): text(row).map { [$0] } ?? []
    case .texts(let texts): texts(row)
    case .days(let days): days(row).flatMap { [$0.first, $0.last].compactMap(\.self) }
    case .number, .duration: []
    }
  }
}
