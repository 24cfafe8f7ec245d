import TextCanvas

/// The filter of a list and the typing of it: what is in force, what is wrong with what is typed, and those before.
///
/// What is typed is applied at every key, but for a word that is none yet: then the words before it are in force, and
/// `note` says what is missing.
struct ListFilter: Hashable, Sendable {
  /// What is in force.
  private(set) var filter = RowFilter()
  /// What is wrong with the text in the prompt.
  private(set) var problem: FilterProblem?
  /// What Tab has found that the last word may become.
  private var candidates: [String] = []
  /// Filters that were accepted, the newest first.
  private var past: [String] = []
  /// What was in force when the prompt was opened.
  private var before = RowFilter()

  /// Filters that `Up` brings back.
  private static let most = 20

  init() {}

  var text: String { filter.text }
  var isEmpty: Bool { filter.isEmpty }

  /// Opens the prompt; `receive` gets what becomes of it.
  mutating func ask() -> [ViewRequest] {
    before = filter
    (problem, candidates) = (nil, [])
    return [.ask(Prompt(purpose: .filter, text: "", past: past))]
  }

  /// Handles what became of the prompt; the view arranges its rows anew if `filter` has changed.
  ///
  /// - Parameter rows: all rows of the list, for the values they hold.
  mutating func receive<Row: FilterableRow>(
    _ event: Prompt.Event, in rows: some Sequence<Row>
  ) -> [ViewRequest] {
    candidates = []
    switch event {
    case .changed(let text): apply(text, in: rows)
    case .completing(let text):
      let completion = FilterCompletion(text, in: rows)
      apply(completion.text, in: rows)
      candidates = completion.candidates
      return completion.text == text
        ? [] : [.ask(Prompt(purpose: .filter, text: completion.text, past: past))]
    case .accepted(let text):
      apply(text, in: EmptyCollection<Row>())
      remember(filter.text)
      guard let problem else { return [] }
      self.problem = nil
      let rest = filter.isEmpty ? "all rows are shown" : "still shown: \(filter.text)"
      return [.say(Notice("\(problem.text); \(rest)", isTrouble: true))]
    case .cancelled:
      filter = before
      problem = nil
    case .nextFormat: break
    }
    return []
  }

  /// Shows everything again.
  mutating func clear() {
    filter = RowFilter()
    problem = nil
  }

  private mutating func apply<Row: FilterableRow>(_ text: String, in rows: some Sequence<Row>) {
    let (read, problem) = RowFilter.read(text, for: Row.self)
    self.problem = problem
    filter = read
    guard problem == nil, let beginning = beginningOfField(text, in: rows) else { return }
    self.problem = beginning
    filter = RowFilter.read(String(text.prefix(beginning.column - 1)), for: Row.self).filter
  }

  /// A word that is the beginning of a field's name, and leaves no row, is one that is still being typed.
  private func beginningOfField<Row: FilterableRow>(_ text: String, in rows: some Sequence<Row>)
    -> FilterProblem?
  {
    let word = text.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let name = (word.first == "!" ? word.dropFirst() : word).lowercased()
    guard !name.isEmpty, let field = Row.filterFields.first(where: { $0.name.hasPrefix(name) })
    else { return nil }
    var isAnyRow = false
    for row in rows {
      if filter.matches(row) { return nil }
      isAnyRow = true
    }
    guard isAnyRow else { return nil }
    return FilterProblem(
      text.count - word.count + 1, "leaves no row; for the field write \(field.example)",
      isIncomplete: true)
  }

  private mutating func remember(_ text: String) {
    guard !text.isEmpty else { return }
    past.removeAll { $0 == text }
    past.insert(text, at: 0)
    past.removeSubrange(min(past.count, Self.most)...)
  }

  /// What stands behind the text in the prompt: what is wrong, what Tab found, or how much is shown.
  func note(_ shown: String) -> Prompt.Note {
    if let problem {
      return Prompt.Note(
        problem.text, isTrouble: !problem.isIncomplete, troubleColumn: problem.column)
    }
    return Prompt.Note(candidates.isEmpty ? shown : candidates.joined(separator: "  "))
  }
}
