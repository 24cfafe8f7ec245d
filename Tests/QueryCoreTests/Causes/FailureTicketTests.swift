import Foundation
import QueryCore
import Testing

struct FailureTicketTests {
  private static let at = Date(timeIntervalSince1970: 1_795_660_860)

  private static var batch: DrawnBatch {
    var batch = DrawnBatch(seed: 1)
    batch.fill(accounts: 5, days: 5)
    batch.fail(DrawnBatch.accessCode) { $0.accounts == [DrawnBatch.account(3)] }
    batch.rows[2].code = DrawnBatch.timeoutCode
    return batch
  }

  private static func text(
    _ choice: FailureTicket.Choice = .all, rawAnswer: String? = nil,
    _ change: (inout TargetSnapshot) -> Void = { _ in }
  ) -> String {
    var snapshot = batch.snapshot
    change(&snapshot)
    let causes = FailureCause.group(snapshot.rows)
    return FailureTicket(
      of: snapshot, causes: causes, verdict: .make(of: snapshot), choice: choice,
      rawAnswer: rawAnswer, at: at
    ).text
  }

  @Test func `a ticket of all tells the verdict and each cause`() {
    #expect(
      Self.text() == """
        prod:batch/qrb_drawn · 6 of 25 failed · 2026-11-26 02:41 UTC
        5 of 6 failures are one account, act_9406548111, on every day: fix its access first; \
        the other one is worth running again.

        1. QUERY_ACCOUNT_UNAVAILABLE × 5 · permanent
           "query_account_unavailable of act_9406548111"
           accounts act_9406548111 · days 2026-11-02 … 2026-11-06 (5)
           queries qrb_drawn_query_16, qrb_drawn_query_17, qrb_drawn_query_18, …2 more
        2. DATA_SOURCE_TIMEOUT × 1 · transient
           "data_source_timeout of act_9406548000"
           accounts act_9406548000 · days 2026-11-04
           queries qrb_drawn_query_3
           run again: querytop rerun prod:batch/qrb_drawn --cause DATA_SOURCE_TIMEOUT
        """)
  }

  @Test func `a ticket of a cause has no other`() throws {
    let cause = try #require(FailureCause.group(Self.batch.queries).last)
    let text = Self.text(.cause(cause))
    #expect(text.contains("1. DATA_SOURCE_TIMEOUT × 1"))
    #expect(!text.contains("QUERY_ACCOUNT_UNAVAILABLE ×"))
  }

  @Test func `a ticket of marked queries says which of them did not fail`() {
    let text = Self.text(.queries(["qrb_drawn_query_3", "qrb_drawn_query_4"]))
    #expect(text.contains("1. DATA_SOURCE_TIMEOUT × 1"))
    #expect(text.hasSuffix("\nqrb_drawn_query_4 · succeeded"))
  }

  @Test func `a raw answer stands at the end, line by line, and not without end`() {
    let text = Self.text(rawAnswer: "{\n  \"a\": 1\n}")
    #expect(text.hasSuffix("\n\nlast answer:\n{\n  \"a\": 1\n}"))
    let long = Self.text(rawAnswer: String(repeating: "x", count: 100_000))
    #expect(long.hasSuffix("\n… cut at 8 KiB") && long.utf8.count < 10_000)
  }

  @Test func `every character of a ticket shows`() throws {
    let hostile = "\u{1B}[31m\u{9B}2J\u{202E}\u{2028}\r\t\u{0}\u{E000}"
    var batch = Self.batch
    batch.rows[2].code = hostile
    batch.rows[2].accounts = [hostile]
    let snapshot = batch.snapshot
    let text = FailureTicket(
      of: snapshot, causes: FailureCause.group(snapshot.rows), verdict: .make(of: snapshot),
      rawAnswer: hostile + "\n" + hostile, at: Self.at
    ).text
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isUnseen })
  }

  @Test func `a code that a shell would take for more than a word is in no command`() {
    var batch = Self.batch
    batch.rows[2].code = "TIMEOUT; rm -rf ."
    let snapshot = batch.snapshot
    let text = FailureTicket(
      of: snapshot, causes: FailureCause.group(snapshot.rows), verdict: nil, at: Self.at
    ).text
    #expect(!text.contains("--cause"))
  }

  @Test func `a query by itself has a ticket too`() throws {
    var snapshot = TargetSnapshot(target: try Target(parsing: "prod:query/abc"), state: .failed)
    snapshot.failure = QueryFailure(
      code: "X", message: "no", description: "why not", requestID: "req_1")
    snapshot.observedAt = Self.at
    let text = FailureTicket(
      of: snapshot, causes: FailureCause.group(snapshot.rows), verdict: nil, at: Self.at
    ).text
    #expect(
      text == """
        prod:query/abc · failed · 2026-11-26 02:41 UTC

        1. X × 1 · unknown
           "no"
           why not
           request ids req_1
           queries abc
        """)
  }
}
