import QueryCore
import Testing

/// What `Verdict` names, over a hundred batches of each constellation.
struct VerdictConstellationTests {
  private static let seeds = UInt64(1)...100

  private static func misses(_ constellation: Constellation) -> [String] {
    seeds.compactMap { seed in
      var batch = DrawnBatch(seed: seed)
      let planted = constellation.make(&batch)
      let verdict = batch.verdict()
      guard let named = verdict?.patterns, Set(named) != Set(planted) else { return nil }
      return "seed \(seed): \(planted) was named \(named): \(verdict?.sentence ?? "")"
    }
  }

  @Test(arguments: Constellation.planted)
  func `what is planted is named`(constellation: Constellation) {
    let misses = Self.misses(constellation)
    #expect(misses.count <= 3, "\(misses.joined(separator: "\n"))")
  }

  @Test(arguments: Constellation.patternless)
  func `where nothing is planted nothing is named`(constellation: Constellation) {
    let misses = Self.misses(constellation)
    #expect(misses.count <= 1, "\(misses.joined(separator: "\n"))")
  }

  @Test func `what the counters know beyond the rows is part of the sentence`() throws {
    var batch = DrawnBatch(seed: 1)
    batch.fill(accounts: 10, days: 10)
    batch.fail(DrawnBatch.accessCode) { $0.accounts == [DrawnBatch.account(3)] }
    batch.unnamed = 2
    let verdict = try #require(batch.verdict())
    #expect(verdict.sentence.hasSuffix(" But 2 more failed by the counters."))
  }

  @Test func `counters that rows of a live batch follow are no doubt for some seconds`()
    throws
  {
    var batch = DrawnBatch(seed: 1)
    batch.fill(accounts: 10, days: 10)
    batch.rows[99].isRunning = true
    batch.fail(DrawnBatch.accessCode) { $0.accounts == [DrawnBatch.account(3)] }
    func isDoubted(_ verdict: Verdict) -> Bool { verdict.sentence.contains("by the counters") }
    let even = try #require(batch.verdict())
    batch.unnamed = 2
    let ahead = try #require(batch.verdict(after: even))
    #expect(!isDoubted(ahead))
    batch.second += 4
    let waiting = try #require(batch.verdict(after: ahead))
    #expect(!isDoubted(waiting))
    batch.second += 1
    #expect(isDoubted(try #require(batch.verdict(after: waiting))))
    batch.rows[0].code = DrawnBatch.timeoutCode
    #expect(!isDoubted(try #require(batch.verdict(after: waiting))), "a row has come")
    batch.rows[99].isRunning = false
    #expect(isDoubted(try #require(batch.verdict(after: even))), "of an ended batch none comes")
  }
}
