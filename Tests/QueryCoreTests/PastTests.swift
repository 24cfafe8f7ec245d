import Foundation
import QueryCore
import TestSupport
import Testing

/// Moments of the past, worked out of the newest snapshot.
struct PastTests {
  private static let start = Date(timeIntervalSince1970: 1_790_000_000)

  private func at(_ step: Int) -> Date { Self.start.addingTimeInterval(Double(step) * 2) }

  /// A batch as answer after answer left it, by a seed.
  private func story(_ seed: UInt64, queries: Int = 60, answers: Int = 80) -> [TargetSnapshot] {
    var random = SplitMix64(seed: seed)
    var rows = BatchRows(
      (0..<queries).map { BatchQuery(id: "q\($0)", state: .waiting, accounts: ["a\($0 % 7)"]) })
    var known = TargetSnapshot(target: SampleBatch.target, state: .running)
    known.startedAt = Self.start
    var all: [TargetSnapshot] = []
    for step in 0..<answers {
      let old = rows
      if step > 0 {
        for _ in 0..<Int(random.next() % 4) { advance(&rows, by: &random, at: at(step)) }
      }
      var batch = BatchDetail(progress: progress(of: rows), queries: rows)
      batch.history = known.detail.batch?.history ?? batch.history
      batch.history.append(ProgressSample(at: at(step), progress: batch.progress))
      batch.observed = known.detail.batch?.observed ?? batch.observed
      if step > 0 { batch.observed.record(from: old, to: rows, at: at(step)) }
      known.detail = .batch(batch)
      known.state = batch.progress.isFinished ? .failed : .running
      known.observe(known.state, at: at(step))
      known.observedAt = at(step)
      all.append(known)
    }
    return all
  }

  /// Moves one query on, or lists a new one.
  private func advance(
    _ rows: inout BatchRows, by random: inout SplitMix64, at moment: Date
  ) {
    let place = Int(random.next() % UInt64(rows.count + 1))
    guard place < rows.count else {
      rows.append(BatchQuery(id: "q\(rows.count)", state: .waiting))
      return
    }
    var row = rows[place]
    switch row.state {
    case .waiting:
      row.state = .running
      row.startedAt = moment
    case .running:
      row.endedAt = moment
      row.state = random.next() % 3 == 0 ? .failed : .succeeded
      if row.state == .failed { row.failure = QueryFailure(code: "E\(place % 3)") }
    // A server may take an end back.
    default:
      row = BatchQuery(id: row.id, state: .running, startedAt: moment, accounts: row.accounts)
    }
    rows[place] = row
  }

  private func progress(of rows: BatchRows) -> BatchProgress {
    func count(_ state: QueryState) -> Int { rows.count { $0.state == state } }
    return BatchProgress(
      queued: count(.waiting), running: count(.running), succeeded: count(.succeeded),
      failed: count(.failed))
  }

  @Test(arguments: 1...40) func `each answer's states and counters come back exactly`(seed: UInt64)
    throws
  {
    let all = story(seed)
    let newest = try #require(all.last)
    for (step, then) in all.enumerated() {
      for offset in [0.0, 1.0] {
        let past = newest.asKnown(at: at(step).addingTimeInterval(offset))
        let (was, shown) = (try #require(then.detail.batch), try #require(past.detail.batch))
        #expect(shown.progress == was.progress && past.state == then.state)
        #expect(shown.queries.map(\.id) == was.queries.map(\.id))
        #expect(shown.queries.map(\.state) == was.queries.map(\.state))
        #expect(shown.history.elements.allSatisfy { $0.at <= at(step).addingTimeInterval(offset) })
      }
    }
  }

  @Test func `nothing is shown that was not known yet`() throws {
    let newest = try #require(story(7).last)
    for step in stride(from: 0, to: 80, by: 5) {
      let past = newest.asKnown(at: at(step))
      for row in past.rows where !row.state.isTerminal {
        #expect(row.endedAt == nil && row.failure == nil && row.resultRows == nil)
      }
    }
  }

  @Test func `before the first answer nothing is known, from the last on all is as it is`() throws {
    let newest = try #require(story(3).last)
    let before = newest.asKnown(at: Self.start.addingTimeInterval(-1))
    #expect(before.observedAt == nil && before.detail == .none)
    #expect(newest.asKnown(at: at(79)) == newest)
    #expect(newest.asKnown(at: at(500)) == newest)
  }

  @Test func `counters that the rows contradict are taken from the sample before`() throws {
    var newest = try #require(story(5).last)
    var batch = try #require(newest.detail.batch)
    batch.progress = BatchProgress(queued: 0, running: 0, succeeded: 1, failed: 9)
    newest.detail = .batch(batch)
    let then = story(5)[30]
    #expect(newest.asKnown(at: at(30)).detail.batch?.progress == then.detail.batch?.progress)
  }

  @Test func `a query's percent is that of the answer before`() {
    var query = QueryDetail(percent: 90)
    for (step, percent) in [10, 40, 90].enumerated() {
      query.history.append(
        ProgressSample(
          at: at(step),
          progress: BatchProgress(queued: 100 - percent, running: 0, succeeded: percent, failed: 0))
      )
    }
    var job = TargetSnapshot(target: sampleTarget("toolkit:job/j"), state: .running)
    job.detail = .query(query)
    job.observe(.running, at: at(0))
    job.observedAt = at(2)
    #expect(job.asKnown(at: at(1)).detail.query?.percent == 40)
  }

  @Test func `the longest pause lies between two changes, or an edge and one`() throws {
    let batch = try #require(story(9).last?.detail.batch)
    let whole = try #require(batch.observed.longestPause(from: at(79), to: at(79 + 500)))
    #expect(whole.start == at(79) && whole.end == at(579))
    #expect(batch.observed.longestPause(from: at(5), to: at(5)) == nil)
  }
}
