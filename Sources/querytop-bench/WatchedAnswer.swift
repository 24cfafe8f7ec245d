import FoundationEssentials
import QueryCore

/// All that a watcher has of a batch at one moment.
struct WatchedAnswer {
  let history: Series<ProgressSample>
  let progress: BatchProgress
  let queries: [BatchQuery]
  let at: Date

  var estimate: CompletionEstimate {
    .make(history: history, progress: progress, queries: queries, observedAt: at, now: at)
  }
}
