import Foundation
import QueryCore

/// A batch's whole life known beforehand, to be looked at from any moment of it.
struct Story: Sendable {
  struct Row: Sendable {
    let account: Int
    let day: Int
    let failed: Bool
    var start: Double
    var end: Double
  }

  let options: StoryOptions
  private(set) var rows: [Row] = []

  /// When every story begins.
  static let beginning = Date(timeIntervalSinceReferenceDate: 800_000_000)

  init(_ options: StoryOptions) {
    self.options = options
    var random = SplitMix64(story: options.seed &+ 1)
    let sizes = (0..<options.accounts).map { _ in random.logNormal(sigma: 0.2) }
    var slots = (0..<options.concurrency).map { Double($0) * 0.002 }
    for index in 0..<(options.accounts * options.days) {
      let account = options.dayByDay ? index % options.accounts : index / options.days
      let day = options.dayByDay ? index / options.accounts : index % options.days
      // Spread out, so that the bad ones are not the first.
      let isBad =
        (account * 7 + 3) % options.accounts < options.badAccounts
        || (day * 11 + 5) % options.days < options.badDays
      let usual = random.logNormal(sigma: options.sigma) * sizes[account]
      let length =
        isBad ? options.failureLength * random.logNormal(sigma: 0.1) : usual
      let failed = isBad || random.unit() < 0.01
      let slot = slots.indices.min { slots[$0] < slots[$1] } ?? 0
      let start = slots[slot]
      slots[slot] = start + length + 0.01 + 0.03 * random.unit()
      rows.append(
        Row(account: account, day: day, failed: failed, start: start, end: start + length))
    }
    let scale = options.duration / (rows.map(\.end).max() ?? 1)
    for index in rows.indices {
      rows[index].start *= scale
      rows[index].end *= scale
    }
  }

  var end: Double { options.duration }

  /// The moment at which the given share has finished.
  func moment(finished share: Double) -> Double {
    let ends = rows.map(\.end).sorted()
    return ends[min(ends.count - 1, Int(share * Double(ends.count)))] + 1e-6
  }

  func progress(at moment: Double) -> BatchProgress {
    var counts = (queued: 0, running: 0, succeeded: 0, failed: 0)
    for row in rows {
      if row.start > moment {
        counts.queued += 1
      } else if row.end > moment {
        counts.running += 1
      } else if row.failed {
        counts.failed += 1
      } else {
        counts.succeeded += 1
      }
    }
    return BatchProgress(
      queued: counts.queued, running: counts.running, succeeded: counts.succeeded,
      failed: counts.failed)
  }

  func queries(at moment: Double) -> BatchRows {
    let queries = rows.enumerated().map { index, row in
      var query = BatchQuery(
        id: "qrb_story_query_\(index + 1)", state: .waiting, accounts: ["account \(row.account)"],
        startDate: "day \(row.day)")
      if row.start <= moment {
        query.state = .running
        query.startedAt = date(row.start)
      }
      if row.end <= moment {
        query.state = row.failed ? .failed : .succeeded
        query.endedAt = date(row.end)
      }
      return query
    }
    return BatchRows(queries)
  }

  /// One sample an answer, up to the moment.
  func history(until moment: Double) -> Series<ProgressSample> {
    let starts = rows.map(\.start).sorted()
    let ends = rows.map(\.end).sorted()
    var series = Series<ProgressSample>()
    var started = 0
    var ended = 0
    var time = 0.0
    while time <= moment {
      while started < starts.count, starts[started] <= time { started += 1 }
      while ended < ends.count, ends[ended] <= time { ended += 1 }
      series.append(
        ProgressSample(
          at: Self.beginning.addingTimeInterval(time),
          progress: BatchProgress(
            queued: rows.count - started, running: started - ended, succeeded: ended, failed: 0)))
      time += options.pollEvery
    }
    return series
  }

  func estimate(at moment: Double, queries: BatchRows? = nil) -> CompletionEstimate {
    let now = Self.beginning.addingTimeInterval(moment)
    return .make(
      history: history(until: moment), progress: progress(at: moment),
      queries: queries ?? self.queries(at: moment), observedAt: now, now: now)
  }

  private func date(_ seconds: Double) -> Date {
    Self.beginning.addingTimeInterval(options.wholeSeconds ? seconds.rounded(.down) : seconds)
  }
}
