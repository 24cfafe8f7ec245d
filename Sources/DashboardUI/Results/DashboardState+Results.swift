import FoundationEssentials
import QueryCore
import ResultTables
import TextCanvas

extension DashboardState {
  /// Where the keys of the results view work, by how closely it looks.
  var resultsContext: KeyContext {
    switch results?.depth ?? .grid {
    case .grid: .results
    case .record: .record
    case .cell: .cell
    }
  }

  /// Opens the rows of what is under the cursor, or says why there are none.
  mutating func showResults() -> [Effect] {
    guard let candidate = resultsCandidate() else {
      if top.screen == .targets { notice = Notice("Enter opens the batch: its queries have rows") }
      return []
    }
    if candidate.state != .succeeded {
      notice = Notice(
        candidate.state.isTerminal
          ? "\(candidate.name) has no rows to show: its state is \(candidate.state.word)"
          : "\(candidate.name) has no rows yet: its state is \(candidate.state.word)")
      return []
    }
    guard candidate.rows != 0 else {
      notice = Notice("\(candidate.name) has ended without rows")
      return []
    }
    do {
      return openResults(
        try Target(
          source: candidate.target.source, kind: candidate.target.kind == .job ? .job : .query,
          id: candidate.id))
    } catch {
      // An id outside the contract's pattern never enters a URL.
      notice = Notice("the rows of this query cannot be asked for: its id is not well formed")
      return []
    }
  }

  /// Opens the rows of a target.
  mutating func openResults(_ target: Target) -> [Effect] {
    results = ResultsState(target)
    stack.append(ScreenState(.results(target)))
    return [.results(target, .open)]
  }

  /// The view is left: an export goes on, all else is stopped.
  mutating func closeResults() -> [Effect] {
    guard let target = results?.target else { return [] }
    results = nil
    return [.results(target, .close)]
  }

  /// What is under the cursor: its own target's id, or a query's of the batch `target`.
  private func resultsCandidate()
    -> (target: Target, id: String, name: String, state: QueryState, rows: Int?)?
  {
    switch top.screen {
    case .targets:
      guard snapshot.targets.indices.contains(top.rows.index) else { return nil }
      return candidate(snapshot.targets[top.rows.index])
    case .query(let target): return self.target(target).flatMap(candidate)
    case .batchQuery(let target, let id): return candidate(id, of: target)
    case .batch(let target):
      guard arrangement.ids.indices.contains(top.rows.index) else { return nil }
      return candidate(arrangement.ids[top.rows.index], of: target)
    case .requests, .results: return nil
    }
  }

  private func candidate(_ snapshot: TargetSnapshot)
    -> (target: Target, id: String, name: String, state: QueryState, rows: Int?)?
  {
    guard snapshot.target.kind != .batch else { return nil }
    let target = snapshot.target
    return (target, target.id, target.id, snapshot.state, snapshot.detail.query?.resultRows)
  }

  private func candidate(_ id: String, of batch: Target)
    -> (target: Target, id: String, name: String, state: QueryState, rows: Int?)?
  {
    query(id, in: batch).map { (batch, id, batch.shortName(of: id), $0.state, $0.resultRows) }
  }
}

// MARK: - News

extension DashboardState {
  /// Takes in what became of an errand; what nobody waits for any more is dropped.
  mutating func learn(_ news: ResultNews, of target: Target) {
    if case .exported(let report) = news {
      learn(report, of: target)
      return
    }
    guard results?.target == target else { return }
    switch news {
    case .opened(let access):
      if results?.window == nil { results?.window = ResultWindow(access: access) }
    case .refused(let sentence): results?.refusal = sentence
    case .arrived(let request, let answer): results?.receive(answer, for: request)
    case .failed(let request, let problem):
      let isPartial = results?.rowCount ?? 0 > 0
      let failure = problem.resultFailure(of: target, now: now, isPartial: isPartial)
      results?.window?.fail(request, failure)
    case .searched(let report): results?.learn(report)
    case .summarized(let report): results?.learn(report)
    case .exported: break
    }
  }

  private mutating func learn(_ report: ResultExportReport, of target: Target) {
    guard let job = exporting, job.target == target else { return }
    switch report {
    case .writing(let rows, let totalRows, let elapsed):
      exporting?.rows = rows
      exporting?.totalRows = totalRows
      exporting?.elapsed = elapsed
    case .saved(let rows, let bytes, let elapsed):
      exporting = nil
      notice = Notice(
        "\(CountText.of(rows, "row", "rows")) saved in \(job.export.path): "
          + "\(CountText.of(bytes, "byte", "bytes")) in \(DurationText.short(elapsed))")
    case .ended(let sentence):
      exporting = nil
      notice = Notice(sentence, isTrouble: !job.isStopping)
    }
  }

  /// The pages the view wants and nobody has asked for yet.
  mutating func pagesWanted() -> [Effect] {
    guard let target = results?.target else { return [] }
    let height = max(1, ResultsPanel.visibleRows(in: resultsLayout.grid))
    let requests = results?.wantedPages(height: height) ?? []
    return requests.isEmpty ? [] : [.results(target, .load(requests))]
  }
}

extension PollProblem {
  /// The problem as a page of rows has it, which nobody asks for again by himself.
  ///
  /// - Parameter isPartial: whether some of the rows have been read before.
  fileprivate func resultFailure(of target: Target, now: Date, isPartial: Bool)
    -> ResultPageFailure
  {
    let sentence = sentence(about: target, now: now, isAskedAgain: false)
    switch self {
    case .notFound, .noResult:
      let rest = isPartial ? "; what is loaded can still be read" : ""
      return ResultPageFailure(sentence + rest, kind: .gone)
    case .refused: return ResultPageFailure(sentence, kind: .refused)
    case .unauthorized, .forbidden, .redirected, .noCredential, .unsupported:
      return ResultPageFailure(sentence)
    case .unreachable(let reason), .unreadable(let reason):
      return ResultPageFailure("these rows did not come (\(target.source): \(label), \(reason))")
    case .throttled, .serverError, .timedOut:
      return ResultPageFailure("these rows did not come (\(target.source): \(label))")
    }
  }
}

extension Target {
  /// A query's id without the batch's own in front, as lists show it.
  func shortName(of id: String) -> String {
    id.hasPrefix(self.id + "_") ? String(id.dropFirst(self.id.count + 1)) : id
  }
}
