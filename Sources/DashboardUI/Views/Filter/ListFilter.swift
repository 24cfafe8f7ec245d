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
  /// The word in force that leaves no row of the list.
  private var emptying: FilterProblem?
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
    (problem, emptying, candidates) = (nil, nil, [])
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
      apply(text, in: rows, isTyping: false)
      remember(filter.text)
      guard let problem else {
        return emptying.map { [.say(Notice("\($0.text): nothing is listed", isTrouble: true))] }
          ?? []
      }
      self.problem = nil
      let rest = filter.isEmpty ? "all rows are shown" : "still shown: \(filter.text)"
      return [.say(Notice("\(problem.text); \(rest)", isTrouble: true))]
    case .cancelled:
      filter = before
      (problem, emptying) = (nil, nil)
    case .nextFormat: break
    }
    return []
  }

  /// Shows everything again.
  mutating func clear() {
    filter = RowFilter()
    (problem, emptying) = (nil, nil)
  }

  private mutating func apply<Row: FilterableRow>(
    _ text: String, in rows: some Sequence<Row>, isTyping: Bool = true
  ) {
    (filter, problem) = RowFilter.read(text, for: Row.self)
    emptying = nil
    let stray = filter.strayWord(in: rows)
    guard stray != nil || !rows.contains(where: filter.matches) else { return }
    let beginning = isTyping && problem == nil ? beginningOfField(text, in: rows) : nil
    if let first = stray ?? beginning {
      problem = first
      let column = stray == nil ? first.column : filter.column(ofWordAt: first.column) ?? 1
      filter = RowFilter.read(String(text.prefix(column - 1)), for: Row.self).filter
    } else {
      emptying = filter.emptyingWord(in: rows)
    }
  }

  /// A word that is the beginning of a field's name, and leaves no row, is one that is still being typed.
  private func beginningOfField<Row: FilterableRow>(_ text: String, in rows: some Sequence<Row>)
    -> FilterProblem?
  {
    let word = text.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let name = (word.first == "!" ? word.dropFirst() : word).lowercased()
    guard !name.isEmpty, let field = Row.filterFields.first(where: { $0.name.hasPrefix(name) }),
      rows.contains(where: { _ in true })
    else { return nil }
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
    if !candidates.isEmpty { return Prompt.Note(candidates.joined(separator: "  ")) }
    return Prompt.Note(emptying.map(\.text) ?? shown)
  }
}
