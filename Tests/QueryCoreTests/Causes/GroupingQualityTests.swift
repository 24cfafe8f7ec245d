import QueryCore
import Testing

/// How well `FailureCause.group` finds the groups that a person sees, over `LabelledFailures`.
///
/// Counted are pairs of messages: precision is the share of pairs grouped together that belong together, recall that of pairs
/// that belong together which are.
struct GroupingQualityTests {
  private struct Pairs {
    var together = 0
    var belonging = 0
    var both = 0
    var precision: Double { Double(both) / Double(together) }
    var recall: Double { Double(both) / Double(belonging) }
  }

  private static func pairs(of groups: [LabelledFailures.Group]) -> Pairs {
    var queries: [BatchQuery] = []
    var labels: [String: Int] = [:]
    for (label, group) in groups.enumerated() {
      for message in group.messages {
        let id = "q\(queries.count)"
        labels[id] = label
        queries.append(
          BatchQuery(
            id: id, state: .failed, failure: QueryFailure(code: group.code, message: message)))
      }
    }
    var pairs = Pairs()
    pairs.belonging = groups.reduce(0) { $0 + choose($1.messages.count) }
    for cause in FailureCause.group(BatchRows(queries)) {
      pairs.together += choose(cause.count)
      let counts = Dictionary(grouping: cause.queryIDs) { labels[$0] ?? -1 }
      pairs.both += counts.values.reduce(0) { $0 + choose($1.count) }
    }
    return pairs
  }

  private static func choose(_ count: Int) -> Int { count * (count - 1) / 2 }

  @Test func `there are two hundred messages, half of them published`() {
    let count = LabelledFailures.all.reduce(0) { $0 + $1.messages.count }
    let published = LabelledFailures.published.reduce(0) { $0 + $1.messages.count }
    #expect(count >= 200)
    #expect(2 * published >= count)
  }

  @Test func `nearly every pair that belongs together is together, and hardly another`() {
    let pairs = Self.pairs(of: LabelledFailures.all)
    #expect(pairs.precision >= 0.98)
    #expect(pairs.recall >= 0.98)
  }

  @Test func `so it is over messages it was never shaped by`() {
    #expect(LabelledFailures.heldOut.reduce(0) { $0 + $1.messages.count } >= 60)
    let pairs = Self.pairs(of: LabelledFailures.heldOut)
    #expect(pairs.precision >= 0.98)
    #expect(pairs.recall >= 0.98)
  }
}
