import FoundationEssentials
import QueryCore
import QuerySimulator

/// A simulated batch as the dashboard sees it: answers at a fixed pace, times in whole seconds.
struct WatchedStory {
  private let scenario: Scenario
  private let pollEvery: Int

  /// Watches with `pollEvery` seconds between two answers.
  init(_ options: ScenarioOptions, pollEvery: Int) {
    scenario = Scenario(options)
    self.pollEvery = pollEvery
  }

  /// One of many sizes and lengths: 50 to 5,000 queries, 60 s to 2 h.
  init(seed: UInt64) {
    // Multiples of irrational numbers fill the plane of sizes and lengths evenly.
    let size = (Double(seed) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
    let length = (Double(seed) * 0.754_877_666_25).truncatingRemainder(dividingBy: 1)
    let queries = Int(50 + 4950 * size * size * size)
    let seconds = Int(60 + 7140 * length * length * length)
    let slots = seed.isMultiple(of: 2) ? min(50, max(2, queries / Int(12 + seed % 28))) : nil
    self.init(
      ScenarioOptions(
        queries: queries, duration: .seconds(seconds), seed: seed, concurrency: slots),
      pollEvery: max(1, seconds / 400))
  }

  var end: Duration { scenario.end }

  /// The first moment, to the millisecond, at which the share has finished.
  func moment(finished share: Double) -> Duration {
    let wanted = Int((share * Double(scenario.options.queries)).rounded(.up))
    var low = Duration.zero
    var high = end
    while high - low > .milliseconds(1) {
      let middle = low + (high - low) / 2
      if scenario.batch(at: middle).progress.finished < wanted {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  func estimate(at moment: Duration) -> CompletionEstimate { answer(at: moment).estimate }

  func answer(at moment: Duration) -> WatchedAnswer {
    var history = Series<ProgressSample>()
    var time = Duration.zero
    while time <= moment {
      history.append(ProgressSample(at: date(time), progress: scenario.batch(at: time).progress))
      time += .seconds(pollEvery)
    }
    let rows = scenario.queries(in: 0..<scenario.options.queries, at: moment)
    return WatchedAnswer(
      history: history, progress: scenario.batch(at: moment).progress,
      queries: BatchRows(rows.map(row)), at: date(moment))
  }

  private func row(_ query: SimulatedQuery) -> BatchQuery {
    let state: QueryState =
      switch query.state {
      case .queued: .waiting
      case .running: .running
      case .success: .succeeded
      case .failure: .failed
      }
    return BatchQuery(
      id: query.scheduleID, state: state, startedAt: query.startedAt.map(secondOf),
      endedAt: query.endedAt.map(secondOf), accounts: [query.account.id],
      startDate: "\(query.day)", failure: query.failure)
  }

  private func date(_ elapsed: Duration) -> Date {
    scenario.startedAt.addingTimeInterval(elapsed / .seconds(1))
  }

  private func secondOf(_ elapsed: Duration) -> Date {
    scenario.startedAt.addingTimeInterval((elapsed / .seconds(1)).rounded(.down))
  }
}

/// All that a watcher has of a batch at one moment.
struct WatchedAnswer {
  let history: Series<ProgressSample>
  let progress: BatchProgress
  let queries: BatchRows
  let at: Date

  var estimate: CompletionEstimate {
    .make(history: history, progress: progress, queries: queries, observedAt: at, now: at)
  }
}
