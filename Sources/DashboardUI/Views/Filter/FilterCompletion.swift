/// What Tab makes of a filter being typed: the last word completed as far as it is clear, and what it may become.
struct FilterCompletion: Hashable, Sendable {
  /// The filter with its last word completed as far as all candidates agree.
  let text: String
  /// What the last word, or its value, may be; in the order of help for fields, of the alphabet for values.
  let candidates: [String]

  /// Values looked at before the rest is left out.
  static let most = 200

  /// - Parameter rows: those of the list, for the values they hold.
  init<Row: FilterableRow>(_ text: String, in rows: some Sequence<Row>) {
    let word = LastWord(text)
    let fields = Row.filterFields
    var kept = word.before
    let stem: String
    var candidates: [String]
    if let name = word.field,
      let field = fields.first(where: { $0.name == name || $0.alias == name })
    {
      stem = word.stem
      candidates = Self.values(of: field, beginningWith: stem, in: rows)
    } else {
      stem = word.field == nil ? word.stem : ""
      candidates =
        word.field == nil ? fields.map(\.stem).filter { $0.hasPrefix(stem.lowercased()) } : []
    }
    guard let first = candidates.first else {
      self.text = text
      self.candidates = []
      return
    }
    let common = candidates.dropFirst().reduce(first) { Self.commonStart($0, $1) }
    let isWhole = candidates.count == 1
    // A stem as it was typed may differ in case from what it is completed to.
    if common.count >= stem.count {
      kept += word.field == nil ? common : Self.written(common, isWhole)
    } else {
      kept += stem
    }
    if isWhole, word.field != nil { kept += " " }
    self.text = kept
    self.candidates = candidates.count == 1 ? [] : candidates
  }

  private static func values<Row>(
    of field: FilterField<Row>, beginningWith stem: String, in rows: some Sequence<Row>
  ) -> [String] {
    let stem = stem.lowercased()
    var seen: Set<String> = []
    for row in rows {
      for text in field.texts(of: row) where !text.isEmpty && !seen.contains(text) {
        if text.lowercased().hasPrefix(stem) { seen.insert(text) }
      }
      if seen.count >= most { break }
    }
    return seen.sorted()
  }

  private static func commonStart(_ left: String, _ right: String) -> String {
    String(zip(left, right).prefix { $0 == $1 }.map(\.0))
  }

  /// A value as it has to be typed: in quotes where a sign in it would mean something.
  private static func written(_ value: String, _ isWhole: Bool) -> String {
    guard value.contains(where: { " \"*".contains($0) }) || value.hasPrefix("/") else {
      return value
    }
    let inside = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "\"" + inside + (isWhole ? "\"" : "")
  }
}

/// The last word of a filter that is not finished yet.
private struct LastWord {
  /// Everything before what is to be completed, a `!` and the field included.
  let before: String
  /// In lower case; nil where the word has no sign that makes its beginning a field.
  var field: String?
  /// What there is of the value, or of the word.
  let stem: String

  init(_ text: String) {
    var start = text.startIndex
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      if text[index] == " ", !isQuoted { start = text.index(after: index) }
    }
    if start < text.endIndex, text[start] == "!" { start = text.index(after: start) }
    let word = text[start...]
    let name = word.prefix { $0.isASCII && $0.isLetter }
    let sign = FilterComparison.allCases.first { word[name.endIndex...].hasPrefix($0.rawValue) }
    if !name.isEmpty, let sign {
      field = name.lowercased()
      start = text.index(name.endIndex, offsetBy: sign.rawValue.count)
      // The quote is written anew with the value.
      stem = String(text[start...].drop { $0 == "\"" })
    } else {
      stem = String(word)
    }
    before = String(text[..<start])
  }
}
