import QueryCore

/// What a person who saves a list is asked: the name of the file, and by Tab how the list is written.
///
/// A view asks with `ask`, and hands `answer` what was typed together with the list as it is then.
struct SaveQuestion: Hashable, Sendable {
  /// What is to be saved, such as `20 queries`.
  let what: String
  /// The proposed name without its ending; never one a server chose.
  let stem: String
  private(set) var format: ListFormat

  init(_ what: String, stem: String, as format: ListFormat = .ids) {
    self.what = what
    self.stem = stem
    self.format = format
  }

  /// Opens the prompt.
  var ask: ViewRequest { prompt(named: stem) }

  /// What is to be done about what was typed.
  ///
  /// - Parameter rows: what is listed now.
  func answer(_ event: Prompt.Event, _ rows: @autoclosure () -> ListSave.Rows) -> [ViewRequest] {
    switch event {
    case .accepted(let path):
      guard !path.isEmpty else { return [] }
      // The name says what is in the file; the format of the prompt is for names that say nothing.
      let format = ListFormat.of(fileName: path) ?? format
      return [.effect(.save(ListSave(rows(), as: format, to: path, what: what)))]
    case .nextFormat(let typed):
      var next = self
      next.format = format.next
      return [next.prompt(named: typed)]
    case .changed, .cancelled, .completing: return []
    }
  }

  private func prompt(named name: String) -> ViewRequest {
    .ask(Prompt(purpose: .savePath(self), text: format.naming(name)))
  }
}

extension Target {
  /// The target as part of a file's name: an id of several parts opens no folder.
  var fileStem: String {
    String("\(source)-\(id)".map { $0 == "/" ? "-" : $0 })
  }
}
