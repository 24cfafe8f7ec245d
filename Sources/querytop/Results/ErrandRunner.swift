import DashboardUI
import FoundationEssentials
import QueryCore
import QueryPolling
import ResultTables

/// Carries out what the results view asks of the world, each errand in a task of its own, and sends
/// the news.
final class ErrandRunner {
  private let sources: [String: any QuerySource]
  private let gate: any RequestGate
  private let tell: @Sendable (Target, ResultNews) -> Void
  nonisolated private let work = WorkQueue()
  private var views: [Target: View] = [:]
  /// The export under way; there is one at a time.
  private var export = WorkQueue()

  /// What the view of one target has under way.
  private struct View {
    let results: any ResultSource
    let pages = WorkQueue()
    var search = WorkQueue()
    var summary = WorkQueue()
  }

  /// - Parameter tell: takes the news, from any task.
  init(
    sources: [String: any QuerySource], gate: any RequestGate,
    telling tell: @escaping @Sendable (Target, ResultNews) -> Void
  ) {
    self.sources = sources
    self.gate = gate
    self.tell = tell
  }

  /// Runs what is handed in until cancelled; all of it has ended then.
  nonisolated func run() async {
    await work.run()
  }

  /// Takes one errand; its news come later.
  func carryOut(_ errand: ResultErrand, of target: Target) {
    switch errand {
    case .open: open(target)
    case .close: close(target)
    case .stopSearch: views[target]?.search.stop()
    case .stopSummary: views[target]?.summary.stop()
    case .stopExport: export.stop()
    case .load(let requests):
      guard let view = views[target] else { return }
      for request in requests { load(request, of: target, view) }
    case .search(let needle):
      guard let view = views[target] else { return }
      let search = RowSearch(target: target, reader: reader(of: view), needle: needle)
      views[target]?.search.stop()
      views[target]?.search = start { [tell] in await search.run { tell(target, .searched($0)) } }
    case .summarize(let column):
      guard let view = views[target] else { return }
      let summary = ColumnSummary(target: target, reader: reader(of: view), column: column)
      views[target]?.summary.stop()
      views[target]?.summary = start { [tell] in
        await summary.run { tell(target, .summarized($0)) }
      }
    case .export(let wanted):
      guard let view = views[target] else { return }
      save(wanted, of: target, view)
    }
  }

  private func open(_ target: Target) {
    close(target)
    guard let results = sources[target.source]?.results(of: target) else {
      return tell(target, .refused("\(target): its provider gives no rows"))
    }
    let view = View(results: results)
    views[target] = view
    work.add { await view.pages.run() }
    tell(target, .opened(results.access))
  }

  private func close(_ target: Target) {
    guard let view = views.removeValue(forKey: target) else { return }
    view.pages.stop()
    view.search.stop()
    view.summary.stop()
  }

  private func reader(of view: View) -> ResultReader {
    ResultReader(view.results, gate: gate)
  }

  /// Runs a queue of its own, in which one piece of work begins.
  private func start(_ piece: @escaping WorkQueue.Work) -> WorkQueue {
    let queue = WorkQueue()
    work.add { await queue.run() }
    queue.add(piece)
    return queue
  }

  private func load(_ request: ResultPageRequest, of target: Target, _ view: View) {
    view.pages.add { [tell, gate] in
      do {
        let answer = try await gate.page(request, of: view.results, for: .person)
        tell(target, .arrived(request, answer))
      } catch let problem as PollProblem {
        tell(target, .failed(request, problem))
      } catch { /* Cancelled: nobody waits for it any more. */  }
    }
  }

  private func save(_ wanted: ResultExport, of target: Target, _ view: View) {
    export.stop()
    let rows = RowExport(view.results, of: target, gate: gate, format: wanted.format)
    export = start { [tell] in
      let report = await rows.report(into: wanted.path) { tell(target, .exported($0)) }
      tell(target, .exported(report))
    }
  }
}
