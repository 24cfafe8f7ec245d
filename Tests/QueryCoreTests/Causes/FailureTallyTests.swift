import FoundationEssentials
import QueryCore
import Testing

struct FailureTallyTests {
  /// A batch whose rows fail, are mended and contradict themselves at random.
  private struct Batch {
    private static let start = Date(timeIntervalSinceReferenceDate: 800_000_000)
    private static let states: [QueryState] = [
      .waiting, .running, .running, .succeeded, .succeeded, .failed, .stopped, .gone,
      .unknown("paused"),
    ]
    private static let days = ["2026-10-01", "2026-10-02", "2026-10-09", "last_week", "0001-01-01"]
    var generator: SplitMix64
    var rows: BatchRows

    init(seed: UInt64) {
      generator = SplitMix64(seed: seed)
      rows = BatchRows((0..<120).map { BatchQuery(id: "q\($0)", state: .waiting) })
      for place in rows.indices { rows[place] = query(place) }
    }

    private mutating func query(_ place: Int) -> BatchQuery {
      let account = place / 12
      let accounts =
        generator.next() % 9 == 0 ? ["act_\(account)", "act_0"] : ["act_\(account)"]
      let day = Self.days[Int(generator.next() % 40) % 7 % 5]
      return BatchQuery(
        id: "q\(place)", state: .waiting, accounts: generator.next() % 30 == 0 ? [] : accounts,
        startDate: day, endDate: generator.next() % 5 == 0 ? "2026-10-12" : nil)
    }

    mutating func change(_ count: Int) {
      for _ in 0..<count {
        let place = Int.random(in: rows.indices, using: &generator)
        var row = rows[place]
        row.state =
          place % 120 / 12 == 4 && generator.next() % 3 > 0
          ? .failed : Self.states.randomElement(using: &generator) ?? .waiting
        let second = Double.random(in: 0..<900, using: &generator).rounded()
        row.startedAt = generator.next() % 8 == 0 ? nil : Self.start + second
        row.endedAt = row.state.isTerminal ? Self.start + second + Double(place % 40) : nil
        row.failure = row.state == .succeeded ? nil : failure(place)
        rows[place] = row
      }
    }

    private mutating func failure(_ place: Int) -> QueryFailure? {
      guard generator.next() % 6 > 0 else { return nil }
      let kind = generator.next() % 4
      var failure = QueryFailure(
        code: kind == 0 ? nil : "E\(kind)", message: kind < 2 ? "no answer from act_\(place)" : nil)
      if generator.next() % 3 == 0 { failure.requestID = "r\(place)" }
      if generator.next() % 3 == 0 { failure.status = 429 }
      if generator.next() % 3 == 0 { failure.wait = .seconds(60) }
      return failure
    }
  }

  private static func verdict(_ rows: BatchRows, _ tally: FailureTally) throws -> Verdict? {
    var snapshot = TargetSnapshot(
      target: try Target(parsing: "supermetrics:batch/b"), state: .running)
    snapshot.detail = .batch(BatchDetail(progress: rows.progress, queries: rows))
    return .make(of: snapshot, tally, naming: nil)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `causes and verdict kept from answer to answer are those of all rows`(
    _ seed: UInt64
  ) throws {
    var batch = Batch(seed: seed)
    var kept = FailureTally(batch.rows)
    for step in 0..<60 {
      batch.change(step % 15 == 14 ? 90 : step % 6)
      if step == 30 { batch.rows.append(BatchQuery(id: "more", state: .failed)) }
      if step == 45 { batch.rows.cut(to: 100) }
      kept.update(to: batch.rows)
      let rows = BatchRows(Array(batch.rows))
      let new = FailureTally(rows)
      #expect(kept.causes == new.causes, "step \(step)")
      #expect(try Self.verdict(batch.rows, kept) == Self.verdict(rows, new), "step \(step)")
      for place in rows.indices {
        #expect(kept.cause(at: place) == new.cause(at: place), "step \(step)")
      }
    }
  }

  @Test func `what is wrong with every day and account so far is counted as it is read`() {
    var rows = BatchRows(
      (0..<4).map {
        BatchQuery(
          id: "q\($0)", state: .waiting, accounts: ["a\($0 / 2)"], startDate: "2026-10-03",
          failure: nil)
      })
    var tally = FailureTally(rows)
    rows[0].state = .failed
    tally.update(to: rows)
    #expect(tally.causes.first?.accountCounts == [SplitCount("a0", failed: 1, ended: 1)])
    // The query beside it has ended well, and nothing more has failed.
    rows[1].state = .succeeded
    tally.update(to: rows)
    #expect(tally.causes.first?.accountCounts == [SplitCount("a0", failed: 1, ended: 2)])
    #expect(tally.causes.first?.dayCounts == [SplitCount("2026-10-03", failed: 1, ended: 2)])
    rows[0].state = .running
    tally.update(to: rows)
    #expect(tally.causes.isEmpty && tally.cause(at: 0) == nil)
  }

  @Test func `causes that come and go do not pile up`() {
    var rows: BatchRows = [BatchQuery(id: "a", state: .failed)]
    var tally = FailureTally(rows)
    for step in 0..<200 {
      rows[0].failure = QueryFailure(code: "E\(step)")
      tally.update(to: rows)
      #expect(tally.causes.map(\.code) == ["E\(step)"])
    }
  }
}
