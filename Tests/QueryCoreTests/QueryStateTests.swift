import FoundationEssentials
import QueryCore
import Testing

struct QueryStateTests {
  @Test(arguments: [QueryState.succeeded, .failed, .stopped, .gone])
  func `an end is an end`(state: QueryState) {
    #expect(state.isTerminal)
  }

  @Test(arguments: [QueryState.waiting, .running, .unsupported, .unknown("SUCCESS?")])
  func `anything else may change`(state: QueryState) {
    #expect(!state.isTerminal)
  }

  @Test func `an unknown word is shown as it came`() {
    #expect(QueryState.unknown("PROCESS_EXITED").word == "PROCESS_EXITED")
  }

  @Test func `a query that ends before it starts took no time`() {
    let start = Date(timeIntervalSinceReferenceDate: 100)
    let query = BatchQuery(
      id: "a", state: .succeeded, startedAt: start, endedAt: start.addingTimeInterval(-5))
    #expect(query.elapsed(at: start) == .zero)
  }

  @Test(arguments: [Double.infinity, .greatestFiniteMagnitude, .nan])
  func `a nonsense time gives no crash`(seconds: Double) {
    let query = BatchQuery(
      id: "a", state: .running, startedAt: Date(timeIntervalSinceReferenceDate: -seconds))
    #expect(query.elapsed(at: Date(timeIntervalSinceReferenceDate: 0)) != nil)
  }

  @Test func `an ended query without an end has no known duration`() {
    let query = BatchQuery(
      id: "a", state: .failed, startedAt: Date(timeIntervalSinceReferenceDate: 0))
    #expect(query.elapsed(at: Date(timeIntervalSinceReferenceDate: 9)) == nil)
  }
}
