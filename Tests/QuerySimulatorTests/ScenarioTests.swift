import QueryCore
import QuerySimulator
import Testing

struct ScenarioTests {
  private static let sizes = [10, 37, 199, 800, 2500, 10_000]

  @Test func `the same seed tells the same story`() {
    #expect(Scenario(ScenarioOptions(seed: 7)) == Scenario(ScenarioOptions(seed: 7)))
  }

  @Test func `another seed tells another story`() {
    #expect(
      Scenario(ScenarioOptions(seed: 7)).batchID != Scenario(ScenarioOptions(seed: 8)).batchID)
  }

  @Test func `the default story is the same on every platform`() {
    let scenario = Scenario()
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for query in scenario.queries(in: 0..<800, at: .seconds(1000)) {
      for moment in [query.startedAt, query.endedAt] {
        let milliseconds = (moment ?? .zero) / .milliseconds(1)
        sum = (sum ^ UInt64(bitPattern: Int64(milliseconds))) &* 0x100_0000_01B3
      }
    }
    #expect("\(scenario.batchID) \(sum)" == "qrb_14f74e2a26c6 12878275737089962415")
  }

  @Test func `the counters add up to the total in every second`() {
    let scenario = Scenario()
    for second in -5...200 {
      #expect(scenario.batch(at: .seconds(second)).progress.total == 800)
    }
  }

  @Test(arguments: sizes)
  func `the counters count the rows`(queries: Int) {
    let scenario = Scenario(ScenarioOptions(queries: queries))
    for second in stride(from: -2, through: 124, by: 9) {
      let rows = scenario.queries(in: 0..<queries, at: .seconds(second))
      var counts: [SimulatedState: Int] = [:]
      for row in rows { counts[row.state, default: 0] += 1 }
      let counted = BatchProgress(
        queued: counts[.queued] ?? 0, running: counts[.running] ?? 0,
        succeeded: counts[.success] ?? 0, failed: counts[.failure] ?? 0)
      #expect(scenario.batch(at: .seconds(second)).progress == counted)
    }
  }

  @Test(arguments: sizes)
  func `no more queries run at once than there are slots`(queries: Int) {
    let scenario = Scenario(ScenarioOptions(queries: queries, seed: 3))
    let most = (0...1250).map { scenario.batch(at: .milliseconds($0 * 100)).progress.running }.max()
    #expect(most == scenario.options.concurrency)
  }

  @Test(arguments: sizes, [1, 2, 3, 99] as [UInt64])
  func `the last query ends within a tenth of the duration`(queries: Int, seed: UInt64) {
    let end = Scenario(ScenarioOptions(queries: queries, seed: seed)).end
    #expect(end >= .seconds(108) && end <= .seconds(132))
  }

  @Test(arguments: [Duration.seconds(1), .seconds(30), .seconds(3600), .seconds(86_400)])
  func `a story of any length ends on time`(duration: Duration) {
    let end = Scenario(ScenarioOptions(duration: duration)).end
    #expect(end >= duration * 0.9 && end <= duration * 1.1)
  }

  @Test func `a few queries run when the story starts`() {
    let progress = Scenario().batch(at: .zero).progress
    #expect(progress.running > 2 && progress.queued > 700)
  }

  @Test func `something changes in every second of the default story`() {
    let scenario = Scenario()
    var last = scenario.batch(at: .seconds(-1)).progress
    for second in 0..<Int(scenario.end / .seconds(1)) {
      let progress = scenario.batch(at: .seconds(second)).progress
      #expect(progress != last, "second \(second)")
      last = progress
    }
  }

  @Test func `the batch waits, runs and stops`() {
    let scenario = Scenario()
    let words = [-60, 0, 60, 125].map { scenario.batch(at: .seconds($0)).status.rawValue }
    #expect(words == ["QUEUED", "RUNNING", "RUNNING", "STOPPED"])
  }

  @Test func `800 queries are 40 accounts by 20 days that end yesterday`() {
    let scenario = Scenario()
    #expect(scenario.accounts.count == 40)
    #expect(scenario.days.count == 20)
    #expect(scenario.days.last?.description == "2026-10-02")
  }

  @Test(arguments: [1, 2, 3, 5, 11, 13, 97, 801])
  func `every query of a ragged batch has its own account and day`(queries: Int) {
    let rows = Scenario(ScenarioOptions(queries: queries)).queries(in: 0..<queries, at: .zero)
    #expect(Set(rows.map { "\($0.account.id) \($0.day)" }).count == queries)
  }

  @Test func `no two accounts share an id`() {
    let accounts = Scenario(ScenarioOptions(queries: 10_000)).accounts
    #expect(Set(accounts.map(\.id)).count == accounts.count)
  }

  @Test func `options out of range are moved into it`() {
    let options = ScenarioOptions(
      queries: -4, duration: .seconds(-1), seed: .max, concurrency: Int.min)
    #expect(
      options == ScenarioOptions(queries: 1, duration: .seconds(1), seed: .max, concurrency: 1))
  }

  @Test func `no moment is too far away to be asked for`() {
    let scenario = Scenario()
    let ends = [Duration.seconds(Int64.min), .seconds(Int64.max)]
    #expect(ends.map { scenario.batch(at: $0).status } == [.queued, .stopped])
  }
}
