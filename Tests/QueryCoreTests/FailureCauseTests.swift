import QueryCore
import Testing

struct FailureCauseTests {
  private static func failed(
    _ id: Int, account: String = "act_1", day: String = "2026-10-03", code: String? = "CODE",
    message: String? = "Account act_1 failed"
  ) -> BatchQuery {
    BatchQuery(
      id: "q\(id)", state: .failed, accounts: [account], startDate: day,
      failure: QueryFailure(code: code, message: message))
  }

  @Test func `ten thousand failures of forty templates are forty causes`() {
    let queries = (0..<10_000).map { index in
      let template = "failure \(Character(Unicode.Scalar(UInt8(97 + index % 20))))"
      return Self.failed(
        index, code: index % 40 < 20 ? "A" : "B",
        message: "\(template) of act_\(1000 + index) on 2026-09-\(10 + index % 20) after \(index)s")
    }
    #expect(FailureCause.group(BatchRows(queries)).count == 40)
  }

  @Test func `the most frequent cause comes first`() {
    let queries: BatchRows = [
      Self.failed(1, code: "A"), Self.failed(2, code: "B"), Self.failed(3, code: "B"),
    ]
    #expect(FailureCause.group(queries).map(\.code) == ["B", "A"])
  }

  @Test func `equal counts go by code and then by message`() {
    let queries: BatchRows = [
      Self.failed(1, code: "B", message: "x"), Self.failed(2, code: "A", message: "y"),
      Self.failed(3, code: "A", message: "x"), Self.failed(4, code: nil, message: "z"),
    ]
    #expect(FailureCause.group(queries).flatMap(\.queryIDs) == ["q4", "q3", "q2", "q1"])
  }

  @Test func `the account hit most often is named first`() {
    let queries = ["b", "c", "a", "c"].enumerated().map { Self.failed($0, account: $1) }
    #expect(FailureCause.group(BatchRows(queries)).first?.accounts == ["c", "a", "b"])
  }

  @Test func `the days are in order and named once`() {
    let queries = ["2026-10-03", "2026-10-01", "2026-10-03"].enumerated().map {
      Self.failed($0, day: $1)
    }
    #expect(FailureCause.group(BatchRows(queries)).first?.dates == ["2026-10-01", "2026-10-03"])
  }

  @Test func `every day of a query's range counts, once`() {
    let queries = [("2026-02-27", "2026-03-01"), ("2026-02-28", "2026-03-02")].map { first, last in
      BatchQuery(id: first, state: .failed, startDate: first, endDate: last)
    }
    let cause = FailureCause.group(BatchRows(queries)).first
    #expect(cause?.dates == ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"])
    #expect(cause?.reach == "4 days")
  }

  @Test func `what is no day is named as it came`() {
    let query = BatchQuery(id: "a", state: .failed, startDate: "last_week", endDate: "2026-03-01")
    #expect(FailureCause.group([query]).first?.dates == ["2026-03-01", "last_week"])
  }

  @Test func `numbers that tell failures apart make causes of their own`() {
    let queries = ["HTTP 429 from row 7", "HTTP 503 from row 9", "HTTP 503 from row 12"]
      .enumerated()
      .map { Self.failed($0, message: $1) }
    #expect(
      FailureCause.group(BatchRows(queries)).map(\.message) == [
        "HTTP 503 from row <n>", "HTTP 429 from row <n>",
      ])
  }

  @Test func `a query that ended well is no failure`() {
    let queries: BatchRows = [
      BatchQuery(id: "a", state: .succeeded), BatchQuery(id: "b", state: .running),
    ]
    #expect(FailureCause.group(queries).isEmpty)
  }

  @Test func `a failure without a word is a cause of its own`() {
    let causes = FailureCause.group([BatchQuery(id: "a", state: .failed)])
    #expect(causes.map(\.message) == [FailureCause.noMessage])
  }

  @Test func `a description stands in for a missing message`() {
    let failure = QueryFailure(code: "X", description: "no access to act_5")
    let causes = FailureCause.group([BatchQuery(id: "a", state: .failed, failure: failure)])
    #expect(causes.map(\.message) == ["no access to <id>"])
  }

  @Test func `a stopped query with a failure counts`() {
    let failure = QueryFailure(code: "X")
    let causes = FailureCause.group([BatchQuery(id: "a", state: .stopped, failure: failure)])
    #expect(causes.map(\.count) == [1])
  }
}
