import DashboardUI
import FoundationEssentials
import NIOConcurrencyHelpers
import QueryCore
import QueryMonitoring
import QueryProviders
import QueryScheduling
import ResultTables

/// Carries out what the rows view asks of the world, each command in a task of its own, and sends the
/// events.
final class ResultEffects {
  private let sources: [String: any QuerySource]
  private let gate: any RequestAdmission
  private let current: @Sendable (Target) -> TargetSnapshot?
  let send: @Sendable (Target, ResultEvent) -> Void
  nonisolated private let work = WorkQueue()
  var views: [Target: View] = [:]
  /// The export under way; there is one at a time.
  private var export = WorkQueue()
  /// Where its file is written.
  private var exportThread: FileThread?
  /// Where rows that are kept are written and read.
  let keptThread = FileThread()
  /// The folder rows are kept in.
  let folder: String

  /// What the view of one target has under way.
  struct View {
    var results: any ResultSource
    /// Of a batch, its queries.
    var queries: BatchRows?
    let pages = WorkQueue()
    var search = WorkQueue()
    var summary = WorkQueue()
    var count = WorkQueue()
    /// All rows, once they are kept; the file goes with the view.
    let kept = NIOLockedValueBox<KeptRows?>(nil)
    var keeping = WorkQueue()
    var arranging = WorkQueue()
    let keptPages = WorkQueue()

    func stop() {
      for queue in [pages, search, summary, count, keeping, arranging, keptPages] { queue.stop() }
    }
  }

  /// - Parameters:
  ///   - temporaryFolder: where all rows are kept while they are sorted; nil for `/var/tmp`.
  ///   - current: the newest that is known of a batch; nil for one that is not watched.
  ///   - send: receives the events, on any task.
  init(
    sources: [String: any QuerySource], gate: any RequestAdmission,
    temporaryFolder: String? = nil,
    watching current: @escaping @Sendable (Target) -> TargetSnapshot? = { _ in nil },
    sending send: @escaping @Sendable (Target, ResultEvent) -> Void
  ) {
    self.sources = sources
    self.gate = gate
    folder = temporaryFolder ?? "/var/tmp"
    self.current = current
    self.send = send
  }

  /// Runs what is handed in until cancelled; all of it has ended then.
  nonisolated func run() async {
    await work.run()
  }

  /// Whether a file has been waiting in a call to the system for so long: it cannot be stopped then, only left.
  func isFileStuck(for duration: Duration) -> Bool {
    [exportThread, keptThread].contains { $0?.isStuck(for: duration) ?? false }
  }

  /// Starts one command; its events come later.
  func carryOut(_ command: ResultCommand, of target: Target) {
    switch command {
    case .open: open(target, sources[target.source]?.results(of: target))
    case .openBatch(let queries): open(target, results(of: target, queries), queries)
    case .follow(let queries):
      guard let results = results(of: target, queries) else { return }
      views[target]?.results = results
      views[target]?.queries = queries
    case .close: close(target)
    case .stopSearch: views[target]?.search.stop()
    case .stopSummary: views[target]?.summary.stop()
    case .stopCount: views[target]?.count.stop()
    case .stopKeeping: views[target]?.keeping.stop()
    case .stopArranging: views[target]?.arranging.stop()
    case .stopExport: export.stop()
    case .load, .loadKept, .search, .summarize, .count, .keep, .arrange, .export:
      guard let view = views[target] else { return }
      begin(command, of: target, view)
    }
  }

  /// Starts what reads rows.
  private func begin(_ command: ResultCommand, of target: Target, _ view: View) {
    switch command {
    case .load(let requests): for request in requests { load(request, of: target, view) }
    case .search(let needle, let order):
      let search = RowSearch(target: target, rows: rows(of: target, view, order), needle: needle)
      view.search.stop()
      views[target]?.search = start { [send] in await search.run { send(target, .searched($0)) } }
    case .summarize(let column, let order):
      let summary = ColumnSummary(
        target: target, rows: rows(of: target, view, order), column: column)
      view.summary.stop()
      views[target]?.summary = start { [send] in
        await summary.run { send(target, .summarized($0)) }
      }
    case .count(let column, let arrangement):
      let kept = view.kept.withLockedValue(\.self)
      let count = ColumnCount(
        target: target,
        rows: kept.map { .kept($0, nil, view.results.places) } ?? rows(of: target, view),
        column: column, arrangement: arrangement)
      view.count.stop()
      views[target]?.count = start { [send] in await count.run { send(target, .counted($0)) } }
    case .export(let wanted): save(wanted, of: target, view)
    default: beginKept(command, of: target, view)
    }
  }

  private func open(
    _ target: Target, _ results: (any ResultSource)?, _ queries: BatchRows? = nil
  ) {
    close(target)
    guard let results else {
      return send(target, .refused("\(target): its provider gives no rows"))
    }
    let view = View(results: results, queries: queries)
    views[target] = view
    work.add { await view.pages.run() }
    work.add { await view.keptPages.run() }
    send(target, .opened(results.access))
  }

  private func close(_ target: Target) {
    guard let view = views.removeValue(forKey: target) else { return }
    view.stop()
  }

  private func results(of batch: Target, _ queries: BatchRows) -> (any ResultSource)? {
    sources[batch.source].map { BatchResults(queries, of: batch, at: $0) }
  }

  /// All rows of a view; with an order those that are kept.
  func rows(of target: Target, _ view: View, _ order: RowOrder? = nil) -> AllRows {
    if let order, let kept = view.kept.withLockedValue(\.self) {
      return .kept(kept, order, view.results.places)
    }
    guard let queries = view.queries, let source = sources[target.source] else {
      return .result(ResultReader(view.results, gate: gate))
    }
    return .batch(BatchReader(of: target, at: source, gate: gate), queries)
  }

  /// Runs a queue of its own, in which one piece of work begins.
  func start(_ piece: @escaping WorkQueue.Work) -> WorkQueue {
    let queue = WorkQueue()
    work.add { await queue.run() }
    queue.add(piece)
    return queue
  }

  private func load(_ request: ResultPageRequest, of target: Target, _ view: View) {
    view.pages.add { [send, gate] in
      do {
        let answer = try await gate.page(request, of: view.results, for: .person)
        send(target, .arrived(request, answer))
      } catch let problem as PollProblem {
        send(target, .failed(request, problem))
      } catch { /* Cancelled: nobody waits for it any more. */  }
    }
  }

  private func save(_ wanted: ResultExport, of target: Target, _ view: View) {
    export.stop()
    let run: @Sendable (@Sendable (ResultExportReport) -> Void) async -> ResultExportReport
    if view.queries != nil, let source = sources[target.source] {
      let batch = BatchExport(
        target: target, reader: BatchReader(of: target, at: source, gate: gate),
        feed: BatchFeed { [current] in current(target) }, format: wanted.format)
      run = { await batch.report(into: wanted.path, telling: $0) }
    } else {
      let rows = RowExport(view.results, of: target, gate: gate, format: wanted.format)
      run = { await rows.report(into: wanted.path, telling: $0) }
    }
    let thread = FileThread()
    exportThread = thread
    export = start { [send] in
      let report = await withTaskExecutorPreference(thread) {
        await run { send(target, .exported($0)) }
      }
      send(target, .exported(report))
    }
  }
}
