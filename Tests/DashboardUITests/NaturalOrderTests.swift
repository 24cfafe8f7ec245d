import QueryCore
import TestSupport
import Testing

@testable import DashboardUI

struct NaturalOrderTests {
  @Test(arguments: [
    ("query_9", "query_10"), ("a", "b"), ("", "a"), ("a", "a1"), ("q1a", "q1b"), ("q2", "q10a"),
    ("q01", "q1"), ("9", "99999999999999999999999"), ("A", "a"), ("a9", "aa"),
  ])
  func `of two names one comes first`(_ first: String, _ second: String) {
    #expect(NaturalOrder.precedes(first, second))
    #expect(!NaturalOrder.precedes(second, first))
    #expect(!NaturalOrder.precedes(first, first))
  }

  @Test func `indices are ordered by their names, and by themselves where these are the same`() {
    let names = ["q10", "q2", "q2", "q1"]
    #expect(NaturalOrder.sorted([0, 1, 2, 3]) { names[$0] } == [3, 1, 2, 0])
  }

  @Test func `a list is the same whatever order a server answers in`() {
    let queries = (1...30).map { number in
      BatchQuery(
        id: "q\(number)", state: number % 3 == 0 ? .failed : .waiting,
        accounts: ["act_\(number % 4)"], startDate: "2026-10-03", endDate: "2026-10-03")
    }
    var generator = SplitMix64(seed: 1)
    func ids(_ rows: [BatchQuery], _ column: QueryColumn) -> VisibleIDs {
      var order = SortOrder()
      order.column = column
      return VisibleQueries(
        BatchRows(rows), QueryFilter(), order, members: nil, held: nil,
        now: SampleBatch.now
      ).ids
    }
    for column in QueryColumn.allCases {
      #expect(ids(queries.shuffled(using: &generator), column) == ids(queries, column))
    }
  }
}
