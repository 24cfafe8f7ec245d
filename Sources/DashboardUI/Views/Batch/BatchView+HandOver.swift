import QueryCore

// MARK: - Copying and saving

extension BatchView {
  /// Copies what is under the cursor: the id of the query.
  func copy(_ facts: Facts) -> [ViewRequest] {
    guard visible.ids.indices.contains(queries.index) else {
      return [.say(Notice("no query is listed: there is nothing to copy"))]
    }
    return ViewRequest.copy(visible.ids[queries.index], as: "query id", facts, instead: "")
  }

  /// Asks for the file to save what is listed in.
  func askToSave(_ facts: Facts) -> [ViewRequest] {
    guard !visible.ids.isEmpty else {
      return [.say(Notice("no query is listed: there is nothing to save"))]
    }
    let isFailed = filter.failedOnly || filter.cause != nil
    let what = CountText.of(
      visible.ids.count, isFailed ? "failed query" : "query",
      isFailed ? "failed queries" : "queries")
    return [SaveQuestion(what, stem: "\(target.fileStem)-\(isFailed ? "failed" : "queries")").ask]
  }

  /// What `R` runs again: the cause under the cursor of the causes, else all that failed and is worth it.
  func rerunChoice(_ facts: Facts) -> RerunChoice {
    let causes = facts.batches[target]?.causes ?? []
    guard focus == .causes, causes.indices.contains(self.causes.index) else {
      return .all(withPermanent: false)
    }
    return .ids(Set(causes[self.causes.index].queryIDs))
  }

  /// What is listed now, for a file.
  func listed(_ facts: Facts) -> ListSave.Rows {
    let all = facts.batch(target)?.queries ?? []
    return .queries(visible.indices.map { all[$0] }, of: target)
  }
}
