import FoundationEssentials
import Testing

@testable import QueryCore

struct DurationTallyTests {
  /// Counts an answer of a story and the next ones by what they changed.
  private static func kept(_ options: StoryOptions, moments: Int) -> Bool {
    let story = Story(options)
    var rows = story.queries(at: 0)
    var tally = DurationTally(rows)
    for step in 1...moments {
      let now = story.queries(at: story.end * Double(step) / Double(moments))
      for place in rows.indices { rows[place] = now[place] }
      tally.update(to: rows)
      guard tally == DurationTally(BatchRows(Array(now))) else { return false }
    }
    return true
  }

  @Test(arguments: [true, false], [1, 2, 3, 4] as [UInt64])
  func `what is counted from answer to answer is as counted anew`(
    _ wholeSeconds: Bool, seed: UInt64
  ) {
    var options = StoryOptions()
    (options.wholeSeconds, options.seed, options.dayByDay) = (wholeSeconds, seed, seed > 2)
    #expect(Self.kept(options, moments: 40))
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `rows that contradict themselves are counted as they stand`(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let states: [QueryState] = [
      .waiting, .running, .succeeded, .failed, .stopped, .gone, .unknown("paused"),
    ]
    func time() -> Date? {
      let seconds = [-1e12, 0, 10, 10.25, 11, 3600, 1e12, .infinity as Double].randomElement(
        using: &generator)
      return seconds.map { Date(timeIntervalSinceReferenceDate: $0) }
    }
    var rows = BatchRows(
      (0..<50).map { BatchQuery(id: "q\($0)", state: .waiting, accounts: ["a\($0 % 3)"]) })
    var tally = DurationTally(rows)
    for step in 0..<200 {
      let place = Int.random(in: 0..<rows.count, using: &generator)
      rows[place].state = states.randomElement(using: &generator) ?? .waiting
      rows[place].startedAt = step % 5 == 0 ? nil : time()
      rows[place].endedAt = step % 7 == 0 ? nil : time()
      if step % 50 == 49 {
        rows[place] = BatchQuery(id: "new\(step)", state: .running, startDate: "2026-10-03")
      }
      if step % 60 == 59 { rows.append(BatchQuery(id: "more\(step)", state: .failed)) }
      tally.update(to: rows)
      #expect(tally == DurationTally(rows))
    }
  }

  @Test func `whole seconds stay as they are, and little of others is lost`() {
    for seconds: Double in [0, 1, 7, 511, 512] {
      #expect(DurationTally.rounded(seconds) == seconds)
    }
    for seconds: Double in [0.4, 3.77, 600, 86_399, 1e9] {
      #expect(abs(DurationTally.rounded(seconds) - seconds) <= seconds / 1000)
    }
  }

  @Test func `numbers that come again are counted, and the least and greatest known`() {
    var counts = ValueCounts()
    for value in [3.0, 1, 3, 2, 3] { counts.insert(value) }
    #expect(counts.values == [1, 2, 3] && counts.counts == [1, 1, 3])
    #expect(counts.sum() == 12 && counts.runningCounts == [1, 2, 5])
    for value in [1.0, 3, 9] { counts.remove(value) }
    #expect(counts.count == 3 && counts.least == 2 && counts.greatest == 3)
  }
}
