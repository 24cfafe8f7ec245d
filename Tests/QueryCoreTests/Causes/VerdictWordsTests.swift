import Foundation
import QueryCore
import Testing

struct VerdictWordsTests {
  private typealias Batch = DrawnBatch

  private static func batch(
    accounts: Int = 10, days: Int = 10, _ change: (inout DrawnBatch) -> Void
  ) throws -> Verdict {
    var batch = Batch(seed: 1)
    batch.fill(accounts: accounts, days: days)
    change(&batch)
    return try #require(batch.verdict())
  }

  private static func fail(_ batch: inout DrawnBatch, _ code: String, at places: [Int]) {
    for place in places { batch.rows[place].code = code }
  }

  private static let account = Batch.account(3)

  @Test func `one account on every day, and how many of the rest are worth running again`() throws {
    let verdict = try Self.batch { batch in
      batch.fail(Batch.accessCode) { $0.accounts == [Self.account] }
      Self.fail(&batch, Batch.timeoutCode, at: [2, 57, 81])
    }
    #expect(
      verdict.sentence
        == "10 of 13 failures are one account, \(Self.account), on every day: fix its access first; "
        + "the other 3 are worth running again.")
    #expect(verdict.short == "✗13: act_94…8111 every day, fix access; 3 re-run")
  }

  @Test func `the key stands behind what is worth running again, and in no other place`() throws {
    let verdict = try Self.batch { batch in
      batch.fail(Batch.accessCode) { $0.accounts == [Self.account] }
      Self.fail(&batch, Batch.timeoutCode, at: [2, 57, 81])
    }
    #expect(verdict.sentence(key: "R").hasSuffix("the other 3 are worth running again (R)."))
    #expect(verdict.sentence(key: "R").count == verdict.sentence.count + 4)
  }

  @Test func `every account on one day`() throws {
    let day = Batch.firstDay + 4
    let verdict = try Self.batch { $0.fail(Batch.timeoutCode) { $0.days == day...day } }
    #expect(
      verdict.sentence
        == "All 10 accounts failed on 2026-11-06 with DATA_SOURCE_TIMEOUT: worth running again.")
    #expect(verdict.short == "✗10: 11-06, re-run")
  }

  @Test func `an account from a day on`() throws {
    let verdict = try Self.batch { batch in
      batch.fail("ACCESS_TOKEN_EXPIRED") {
        $0.accounts == [Self.account] && $0.days.map { $0.lowerBound > Batch.firstDay + 3 } == true
      }
    }
    #expect(
      verdict.sentence
        == "Account \(Self.account) fails from 2026-11-06 on (6 of 6 days): its token probably expired that day; "
        + "fix its access first.")
  }

  @Test func `everything, and what nothing will work without`() throws {
    let verdict = try Self.batch { $0.fail("LICENSE_EXPIRED") { _ in true } }
    #expect(
      verdict.sentence
        == "Everything failed: 100 of 100 with LICENSE_EXPIRED. Nothing will work until the licence is renewed."
    )
    #expect(verdict.short == "✗100: everything, renew licence")
  }

  @Test func `failures without a pattern are told so`() throws {
    let verdict = try Self.batch { batch in
      Self.fail(&batch, Batch.timeoutCode, at: [2, 57, 81])
      Self.fail(&batch, "FIELD_INVALID", at: [33])
    }
    #expect(
      verdict.sentence
        == "4 failures of 2 causes with no pattern in accounts or days; 3 are worth running again.")
    #expect(verdict.pattern == nil)
  }

  @Test func `one failure is told with its account and day`() throws {
    let verdict = try Self.batch { Self.fail(&$0, Batch.timeoutCode, at: [32]) }
    #expect(
      verdict.sentence
        == "1 of 100 queries failed, \(Self.account) on 2026-11-04, with DATA_SOURCE_TIMEOUT: worth running again."
    )
  }

  @Test func `nothing is claimed before a tenth of a batch that runs has ended`() throws {
    let verdict = try Self.batch(accounts: 20, days: 20) { batch in
      batch.fail(Batch.accessCode) { _ in true }
      for index in 30..<400 { batch.rows[index].isRunning = true }
    }
    #expect(
      verdict.sentence.hasPrefix("So far 30 of 30 that ended failed with \(Batch.accessCode)"))
    #expect(verdict.pattern == nil)
  }

  @Test func `where nothing failed that is said, unless counters know better`() throws {
    #expect(
      try Self.batch { _ in }.sentence == "Nothing has failed: 100 queries have ended.")
    #expect(
      try Self.batch { $0.unnamed = 3 }.sentence
        == "No row that came has failed, and the counters say 3 failed.")
  }

  @Test func `a failure told by the counters alone has its row still to come, for five seconds`()
    throws
  {
    var batch = Batch(seed: 1)
    batch.fill(accounts: 10, days: 10)
    for index in 50..<100 { batch.rows[index].isRunning = true }
    var verdict = batch.verdict()
    batch.unnamed = 1
    var told: [String] = []
    for second in [1001.0, 1003, 1006] {
      batch.second = second
      verdict = batch.verdict(after: verdict)
      told.append(try #require(verdict).short)
    }
    let coming = "1 failed, its row is still to come"
    #expect(told == [coming, coming, "✗1 by the counters, in no row"])
    #expect(batch.snapshot.detail.batch?.noFailure == "1 failed by the counters, in no row")
  }

  @Test func `rows that never came are part of the sentence`() throws {
    var batch = Batch(seed: 1)
    batch.fill(accounts: 10, days: 10)
    batch.fail(Batch.timeoutCode) { $0.accounts == [Self.account] }
    var snapshot = batch.snapshot
    snapshot.missing = [MissingPart("rows", announced: 2500, came: 1500)]
    #expect(
      Verdict.make(of: snapshot)?.sentence.hasSuffix(" But 1,000 of 2,500 rows never came.") == true
    )
  }

  @Test func `what was named stays until another explains a good deal more`() throws {
    func batch(dayFailures: Int) -> DrawnBatch {
      var batch = Batch(seed: 1)
      batch.fill(accounts: 24, days: 20)
      batch.fail(Batch.accessCode) { $0.accounts == [Self.account] }
      // The day's other accounts are not there.
      let day = Batch.firstDay + 4
      batch.rows.removeAll { row in
        row.days == day...day
          && !(0..<dayFailures).contains { Batch.account($0) == row.accounts[0] }
      }
      batch.fail(Batch.timeoutCode) { $0.days == day...day }
      return batch
    }
    let account = FailurePattern.accounts([Self.account])
    let day = FailurePattern.days([(Batch.firstDay + 4)...(Batch.firstDay + 4)])
    #expect(batch(dayFailures: 22).verdict()?.pattern == day)
    #expect(batch(dayFailures: 22).verdict(naming: account)?.pattern == account)
    #expect(batch(dayFailures: 24).verdict(naming: account)?.pattern == day)
  }

  @Test(arguments: Constellation.planted + Constellation.patternless)
  func `the short form fits three lines of forty columns`(constellation: Constellation) throws {
    for seed in UInt64(1)...5 {
      var batch = DrawnBatch(seed: seed)
      _ = constellation.make(&batch)
      let short = try #require(batch.verdict()).short
      var lines = [0]
      for word in short.split(separator: " ") {
        let last = lines[lines.count - 1]
        if last == 0 || last + 1 + word.count <= 40 {
          lines[lines.count - 1] += word.count + (last == 0 ? 0 : 1)
        } else {
          lines.append(word.count)
        }
      }
      #expect(lines.count <= 3 && lines.allSatisfy { $0 <= 40 }, "\(short)")
    }
  }

  @Test func `no batch has no verdict`() {
    var batch = Batch(seed: 1)
    batch.fill(accounts: 1, days: 1)
    var snapshot = batch.snapshot
    snapshot.detail = .query(QueryDetail())
    #expect(Verdict.make(of: snapshot) == nil)
  }
}
