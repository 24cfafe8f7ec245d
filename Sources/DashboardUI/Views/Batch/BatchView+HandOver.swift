import QueryCore
import TextCanvas

// MARK: - Copying and saving

extension BatchView {
  /// Says why a command about the rows does nothing.
  static func nothingListed(to verb: String) -> [ViewRequest] {
    [.say(Notice("no query is listed: there is nothing to \(verb)"))]
  }

  /// Copies what is under the cursor: the id of the query, or the message of the cause.
  func copy(_ facts: Facts) -> [ViewRequest] {
    if focus == .causes, let cause = cause(facts) {
      let example = facts.query(cause.exampleID, in: target)?.failure
      return ViewRequest.copyMessage(of: cause, example, facts)
    }
    guard visible.ids.indices.contains(queries.index) else {
      return Self.nothingListed(to: "copy")
    }
    return ViewRequest.copy(visible.ids[queries.index], as: "query id", facts, instead: "")
  }

  /// Copies a ticket of the queries marked, else of what is under the cursor.
  func copyTicket(_ facts: Facts) -> [ViewRequest] {
    if !queries.marks.isEmpty {
      return ViewRequest.copyTicket(of: target, .queries(Set(chosenIDs(facts))), facts)
    }
    if focus == .causes, let cause = cause(facts) {
      return ViewRequest.copyTicket(of: target, .cause(cause), facts)
    }
    guard visible.ids.indices.contains(queries.index) else {
      return Self.nothingListed(to: "copy")
    }
    return ViewRequest.copyTicket(of: target, .queries([visible.ids[queries.index]]), facts)
  }

  private func cause(_ facts: Facts) -> FailureCause? {
    let all = facts.batches[target]?.causes ?? []
    return all.indices.contains(causes.index) ? all[causes.index] : nil
  }

  /// Asks for the file to save the marked queries in, else what is listed: the causes where the cursor is there, or the queries.
  func askToSave(_ facts: Facts) -> [ViewRequest] {
    if !queries.marks.isEmpty {
      let what = CountText.of(chosenIDs(facts).count, "marked query", "marked queries")
      return [SaveQuestion(what, stem: "\(target.fileStem)-marked").ask]
    }
    if focus == .causes {
      let count = facts.batches[target]?.causes.reduce(0) { $0 + $1.count } ?? 0
      guard count > 0 else {
        return [.say(Notice("\(facts.noFailure(in: target)): there is nothing to save"))]
      }
      let what = CountText.of(count, "failure by cause", "failures by cause")
      return [SaveQuestion(what, stem: "\(target.fileStem)-causes").ask]
    }
    guard !visible.ids.isEmpty else {
      return Self.nothingListed(to: "save")
    }
    let isFailed = filter.failedOnly || filter.cause != nil
    let what = CountText.of(
      visible.ids.count, isFailed ? "failed query" : "query",
      isFailed ? "failed queries" : "queries")
    return [SaveQuestion(what, stem: "\(target.fileStem)-\(isFailed ? "failed" : "queries")").ask]
  }

  /// What `R` runs again: the queries marked, the cause under the cursor of the causes, else all that failed and is worth it.
  func rerun(_ facts: Facts) -> [ViewRequest] {
    guard let batch = facts.batch(target) else {
      return [.say(Notice("nothing is known of this batch yet: there is nothing to run again"))]
    }
    guard batch.progress.failed > 0 || facts.batches[target]?.causes.isEmpty == false else {
      return [.say(Notice("nothing has failed: there is nothing to run again"))]
    }
    return RerunView.open(target, rerunChoice(facts))
  }

  private func rerunChoice(_ facts: Facts) -> RerunChoice {
    if !queries.marks.isEmpty { return .ids(Set(chosenIDs(facts))) }
    let causes = facts.batches[target]?.causes ?? []
    guard focus == .causes, causes.indices.contains(self.causes.index) else {
      return .all(withPermanent: false)
    }
    return .ids(Set(causes[self.causes.index].queryIDs))
  }

  /// What is marked, or else listed now, for a file.
  func listed(_ facts: Facts) -> ListSave.Rows {
    let all = facts.batch(target)?.queries ?? []
    if !queries.marks.isEmpty {
      return .queries(
        all.indices.filter { queries.marks.contains(all.id(at: $0)) }.map { all[$0] }, of: target)
    }
    if focus == .causes, let snapshot = facts.target(target) { return .failures(snapshot) }
    return .queries(visible.indices.map { all[$0] }, of: target)
  }
}
