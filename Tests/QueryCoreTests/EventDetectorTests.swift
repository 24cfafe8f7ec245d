import Foundation
import QueryCore
import TestSupport
import Testing

/// What has happened to targets, by a clock that a test turns.
struct EventDetectorTests {
  private static let start = Date(timeIntervalSince1970: 1_790_000_000)

  private func at(_ seconds: Double) -> Date { Self.start.addingTimeInterval(seconds) }

  /// A batch of 800 of which so many have failed, each so many by one code; the rows that have not ended yet are left out.
  private func batch(
    _ id: String = "b", failed: [String: Int] = [:], done: Int = 0, _ state: QueryState = .running,
    at seconds: Double = 0
  ) -> TargetSnapshot {
    var known = TargetSnapshot(target: sampleTarget("prod:batch/\(id)"), state: state)
    known.observedAt = at(seconds)
    var rows: [BatchQuery] = []
    for (code, count) in failed.sorted(by: { $0.key < $1.key }) {
      for _ in 0..<count {
        rows.append(
          BatchQuery(
            id: "q\(rows.count)", state: .failed,
            failure: QueryFailure(code: code, message: "it took \(rows.count) s")))
      }
    }
    let failures = rows.count
    rows += (failures..<failures + done).map { BatchQuery(id: "q\($0)", state: .succeeded) }
    known.detail = .batch(
      BatchDetail(
        progress: BatchProgress(
          queued: 800 - failures - done, running: 0, succeeded: done, failed: failures),
        queries: BatchRows(rows)))
    return known
  }

  private func troubled(_ id: String = "b", _ problem: PollProblem?, since: Double? = nil)
    -> TargetSnapshot
  {
    var known = batch(id)
    known.problem = problem
    known.staleSince = problem == nil ? nil : since.map(at) ?? at(0)
    return known
  }

  private func kinds(_ events: [WatchEvent]) -> [WatchEvent.Kind] { events.map(\.kind) }

  @Test func `what is so at the first look is no event`() {
    var detector = EventDetector()
    var doubtful = batch("d", failed: ["X": 3], .failed)
    doubtful.doubts = ["counters say 26 failed, rows 24"]
    let known = [
      batch("s", .succeeded), doubtful, troubled("n", .noCredential(variable: "KEY")),
      TargetSnapshot(target: sampleTarget("prod:job/j")),
    ]
    for second in 0..<300 { #expect(detector.events(known, at: at(Double(second))) == []) }
  }

  @Test func `a target that answers late is known from its first answer on`() {
    var detector = EventDetector()
    let target = batch("b", failed: ["X": 1], .failed)
    #expect(detector.events([TargetSnapshot(target: target.target)], at: at(0)) == [])
    #expect(detector.events([target], at: at(1)) == [])
  }

  @Test func `800 failures at once are one event with a count`() {
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    let events = detector.events([batch(failed: ["X": 500, "Y": 300])], at: at(1))
    #expect(kinds(events) == [.failed])
    #expect(events.first?.count == 800 && events.first?.sequence == 1)
    #expect(events.first?.sentence.hasPrefix("prod:batch/b: 800 of 800 failed: X: ") == true)
    #expect(detector.events([batch(failed: ["X": 500, "Y": 300])], at: at(100)) == [])
  }

  @Test func `more failures of a known cause are no event, a new cause is one`() {
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    _ = detector.events([batch(failed: ["X": 1])], at: at(1))
    #expect(detector.events([batch(failed: ["X": 60])], at: at(2)) == [])
    let events = detector.events([batch(failed: ["X": 60, "QUOTA": 2])], at: at(3))
    #expect(kinds(events) == [.newCause])
    #expect(events.first?.count == 2 && events.first?.cause == "QUOTA")
  }

  @Test func `causes that come one by one wait for each other`() {
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    var failed = ["C0": 1]
    var told = 0
    for second in 1...600 {
      failed["C\(second)"] = 1
      told += detector.events([batch(failed: failed)], at: at(Double(second))).count
    }
    #expect(told <= 6)
    let last = detector.events([batch(failed: failed)], at: at(5000))
    #expect(kinds(last) == [.newCause] && (last.first?.count ?? 0) > 100)
  }

  @Test(arguments: [QueryState.succeeded, .stopped, .gone])
  func `an end is told once`(state: QueryState) {
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    let events = detector.events([batch("b", done: 800, state)], at: at(1))
    #expect(kinds(events) == [.ended] && events[0].isEnd)
    #expect(events[0].from == .running && events[0].state == state)
    #expect(detector.events([batch("b", done: 800, state)], at: at(99)) == [])
  }

  @Test func `an end in failure is one event, and its failures are part of it`() {
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    let events = detector.events([batch(failed: ["X": 20], done: 780, .failed)], at: at(1))
    #expect(kinds(events) == [.failed] && events[0].isEnd && events[0].count == 20)
    #expect(events[0].verdict != nil && events[0].cause == "X")
  }

  @Test func `an end that errors told is taken back once and told again by a word`() {
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    var gone = batch("b", .gone)
    gone.evidence = .errors
    let first = detector.events([gone], at: at(120)).filter(\.isEnd)
    #expect(first.count == 1 && first.first?.isConfirmed == false)
    #expect(kinds(detector.events([batch()], at: at(125))) == [.takenBack])
    #expect(detector.events([batch()], at: at(500)) == [])
    #expect(kinds(detector.events([batch("b", done: 800, .succeeded)], at: at(501))) == [.ended])
  }

  @Test func `a batch whose rows still live has not ended`() {
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    var unfinished = batch("b", .succeeded)
    unfinished.unfinishedSince = at(1)
    #expect(detector.events([unfinished], at: at(1)) == [])
    unfinished.isGivenUp = true
    #expect(Set(kinds(detector.events([unfinished], at: at(700)))) == [.ended, .needsYou])
  }

  @Test func `failures that are all taken back are told`() {
    var detector = EventDetector()
    _ = detector.events([batch(failed: ["X": 2])], at: at(0))
    let events = detector.events([batch()], at: at(1))
    #expect(kinds(events) == [.takenBack] && !events[0].isEnd)
  }

  @Test func `a trouble needs somebody once it has lasted, with no answer in between`() {
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    var told: [Int] = []
    for second in 1...600 {
      let events = detector.events([troubled("b", .timedOut, since: 1)], at: at(Double(second)))
      if !events.isEmpty { told.append(second) }
    }
    #expect(told == [61])
  }

  @Test func `a source in trouble is one event for all of its targets`() {
    var detector = EventDetector()
    let ids = (0..<46).map { "b\($0)" }
    _ = detector.events(ids.map { batch($0) }, at: at(0))
    let events = detector.events(
      ids.map { troubled($0, .noCredential(variable: "KEY")) }, at: at(1))
    #expect(events.count == 1 && events[0].targets.count == 46)
    #expect(
      events[0].sentence == "46 targets of prod need you: b0, b1, b2 and 43 more")
  }

  @Test func `doubts are told once, whatever their words`() {
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    var told = 0
    for second in 1...100 {
      var doubtful = batch(at: Double(second))
      doubtful.doubts = ["counters say \(second) failed, rows 24"]
      told += detector.events([doubtful], at: at(Double(second))).count
    }
    #expect(told == 1)
  }

  @Test(arguments: 0..<20)
  func `a target that flaps for an hour is no storm, and what lasts is told`(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    var detector = EventDetector()
    _ = detector.events([batch()], at: at(0))
    var counts: [WatchEvent.Kind: Int] = [:]
    for second in 1...3600 {
      var known = batch(failed: generator.next() % 3 == 0 ? ["X": 1] : [:])
      if generator.next() % 2 == 0 { known.problem = .noCredential(variable: "KEY") }
      if generator.next() % 4 == 0 {
        known.state = .gone
        known.evidence = .errors
      }
      if generator.next() % 2 == 0 { known.doubts = ["doubt \(generator.next())"] }
      for event in detector.events([known], at: at(Double(second))) {
        counts[event.kind, default: 0] += 1
      }
    }
    // 0, 60, 180, 420, 900, 1860 seconds.
    #expect(counts.values.allSatisfy { $0 <= 6 }, "\(counts)")
    let last = troubled("b", .noCredential(variable: "KEY"))
    _ = detector.events([batch()], at: at(3601))
    let later = (0..<40).flatMap { detector.events([last], at: at(4000 + Double($0) * 3600)) }
    #expect(later.count { $0.kind == .needsYou } == 1)
  }

  @Test func `work that stands still for much longer than its pace is stalled, once`() {
    var detector = EventDetector()
    var history = Series<ProgressSample>()
    var told: [Int] = []
    for second in 0..<1000 {
      // One a second, two at a time, then nothing.
      let done = min(second, 100)
      var known = batch(done: done, at: Double(second))
      guard var detail = known.detail.batch else { return }
      detail.progress = BatchProgress(
        queued: 798 - done, running: 2, succeeded: done, failed: 0)
      history.append(ProgressSample(at: at(Double(second)), progress: detail.progress))
      detail.history = history
      known.detail = .batch(detail)
      for event in detector.events([known], at: at(Double(second)))
      where event.kind == .stalled { told.append(second) }
    }
    #expect(told.count == 1 && told[0] > 130, "\(told)")
  }
}
