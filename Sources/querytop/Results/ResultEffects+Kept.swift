import DashboardUI
import NIOConcurrencyHelpers
import QueryCore
import ResultTables

/// All rows on the disk, so that they can be sorted.
extension ResultEffects {
  /// Starts what reads all rows into a file, or has to do with rows that are there.
  func beginKept(_ command: ResultCommand, of target: Target, _ view: View) {
    let (send, place) = (send, view.kept)
    switch command {
    case .keep(let columns):
      let keeping = RowKeeping(
        target: target, rows: rows(of: target, view), columns: columns, folder: folder)
      view.keeping.stop()
      views[target]?.keeping = startOnDisk {
        await keeping.run(into: place) { send(target, .keeping($0)) }
      }
    case .arrange(let arrangement):
      guard let kept = place.withLockedValue(\.self) else { return }
      let arranging = RowArranging(kept: kept, arrangement: arrangement)
      view.arranging.stop()
      views[target]?.arranging = startOnDisk {
        await arranging.run { send(target, .arranging($0)) }
      }
    case .loadKept(let requests, let order):
      guard let kept = place.withLockedValue(\.self) else { return }
      let thread = keptThread
      for request in requests {
        view.keptPages.add {
          await withTaskExecutorPreference(thread) {
            if let event = await kept.event(for: request, in: order) { send(target, event) }
          }
        }
      }
    default: break
    }
  }

  /// Runs a piece of work on the thread that waits for the disk, in a queue of its own.
  private func startOnDisk(_ piece: @escaping WorkQueue.Work) -> WorkQueue {
    let thread = keptThread
    return start { await withTaskExecutorPreference(thread) { await piece() } }
  }
}

extension KeptRows {
  /// What becomes of asking for a page in an order.
  @concurrent nonisolated fileprivate func event(
    for request: ResultPageRequest, in order: RowOrder
  ) async -> ResultEvent? {
    guard !Task.isCancelled, case .rows(let first, let count) = request else { return nil }
    do {
      let page = try page(of: order.rows.dropFirst(first).prefix(count))
      return .keptArrived(
        request, ResultPageAnswer(page, totalRows: order.rows.count), in: order)
    } catch {
      return .keptFailed(request, "\(error)", in: order)
    }
  }
}
