import FoundationEssentials
import QueryCore
import ResultTables
import TextCanvas

// MARK: - Opening

extension RowsView {
  /// What opens the rows of a target, or says why there are none.
  static func open(_ snapshot: TargetSnapshot, name: String) -> [ViewRequest] {
    if snapshot.target.kind == .batch { return openTable(snapshot) }
    let (target, rows) = (snapshot.target, snapshot.detail.query?.resultRows)
    if let reason = noRows(of: target.id, snapshot.state, rows) { return [.say(Notice(reason))] }
    return open(target, name: name)
  }

  /// What opens the rows of a batch's query, or says why there are none.
  static func open(_ query: BatchQuery, of batch: Target, name: String) -> [ViewRequest] {
    let shortName = batch.shortName(of: query.id)
    if let reason = noRows(of: shortName, query.state, query.resultRows) {
      return [.say(Notice(reason))]
    }
    do {
      return open(try Target(source: batch.source, kind: .query, id: query.id), name: name)
    } catch {
      // An id outside the contract's pattern never enters a URL.
      return [
        .say(Notice("the rows of this query cannot be requested: its id is not well formed"))
      ]
    }
  }

  private static func open(_ target: Target, name: String) -> [ViewRequest] {
    [.open(RowsView(target, name: name)), .effect(.results(target, .open))]
  }

  /// Why there are no rows to be shown; nil where there are.
  private static func noRows(of name: String, _ state: QueryState, _ rows: Int?) -> String? {
    if state != .succeeded {
      return state.isTerminal
        ? "\(name) has no rows to show: its state is \(state.word)"
        : "\(name) has no rows yet: its state is \(state.word)"
    }
    return rows == 0 ? "\(name) has ended without rows" : nil
  }
}

// MARK: - What comes

extension RowsView {
  /// Applies what became of a command; what is no longer waited for is dropped.
  ///
  /// - Parameter places: where the source's key and address were set.
  ///
  /// - Returns: what is to be done with it.
  mutating func apply(_ event: ResultEvent, _ places: SourcePlaces, now: Date) -> [ViewRequest] {
    switch event {
    case .opened(let access):
      guard window == nil else { return [] }
      window = table == nil ? ResultWindow(access: access) : ResultWindow(parts: [])
      if table != nil { rebuild() }
    case .refused(let sentence): refusal = sentence
    case .arrived(let request, let answer): underneath { $0.apply(answer, for: request) }
    case .failed(let request, let problem):
      underneath { view in
        if view.table != nil, problem.isExpiry { return view.expire(request) }
        let failure = problem.resultFailure(
          of: view.target, places, now: now, isPartial: view.rowCount > 0)
        view.window?.fail(request, failure)
      }
    case .keeping(let report): return apply(report)
    case .arranging(let report): return apply(report)
    case .keptArrived(let request, let answer, let order): apply(answer, for: request, in: order)
    case .keptFailed(let request, let sentence, let order):
      guard window?.order == order else { break }
      window?.fail(request, ResultPageFailure(sentence))
    case .searched(let report):
      guard search?.needle == report.needle, search?.isRunning == true else { break }
      search?.apply(report)
    case .summarized(let report):
      guard summary?.column == report.column, summary?.isRunning == true else { break }
      summary?.apply(report)
    case .counted, .exported: break
    }
    return []
  }

  /// Keeps a page of the server's.
  private mutating func apply(_ answer: ResultPageAnswer, for request: ResultPageRequest) {
    receive(answer, for: request)
    learn(from: answer, to: request)
  }

  /// Keeps a page: its cells are measured, and looked through for what is being looked for.
  ///
  /// The cursor stays where it is.
  mutating func receive(_ answer: ResultPageAnswer, for request: ResultPageRequest) {
    guard var window else { return }
    // Not held twice while it changes, so that nothing is copied.
    self.window = nil
    let rows = window.receive(answer, for: request)
    columns.measure(window, rows: rows)
    self.window = window
    if search?.report == nil { search?.look(through: rows, of: window) }
  }

  /// Fetches again what did not come.
  mutating func retry() -> [ViewRequest] {
    if refusal != nil || window == nil {
      refusal = nil
      return [.effect(.results(target, table == nil ? .open : .openBatch(queries)))]
    }
    if !learned.expired.isEmpty {
      learned.expired = []
      underneath { $0.rebuild() }
    }
    return load(window?.retry() ?? [])
  }
}

extension PollProblem {
  /// The problem as a page of rows has it, which is not retried automatically.
  ///
  /// - Parameter isPartial: whether some of the rows have been read before.
  fileprivate func resultFailure(
    of target: Target, _ places: SourcePlaces, now: Date, isPartial: Bool
  ) -> ResultPageFailure {
    let sentence = sentence(about: target, of: places, now: now, isAskedAgain: false)
    switch self {
    case .notFound, .noResult:
      let rest = isPartial ? "; what is loaded can still be read" : ""
      return ResultPageFailure(sentence + rest, kind: .gone)
    case .refused: return ResultPageFailure(sentence, kind: .refused)
    case .unauthorized, .forbidden, .redirected, .noCredential, .unsupported, .workFailed,
      .otherTarget:
      return ResultPageFailure(sentence)
    case .unreachable(let reason), .unreadable(let reason):
      return ResultPageFailure(
        "these rows could not be loaded (\(target.source): \(label), \(reason))")
    case .throttled, .serverError, .timedOut:
      return ResultPageFailure("these rows could not be loaded (\(target.source): \(label))")
    }
  }
}
