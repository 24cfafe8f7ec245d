import Foundation
import QueryCore
import Testing

struct ObservedStateTests {
  private let start = Date(timeIntervalSince1970: 1000)

  private func rows(_ states: QueryState...) -> BatchRows {
    BatchRows(states.enumerated().map { BatchQuery(id: "q\($0.offset)", state: $0.element) })
  }

  @Test func `a query of a batch was seen in each state since the answer that told of it`() {
    var changes = ObservedChanges()
    changes.record(
      from: rows(.waiting, .running), to: rows(.running, .running),
      at: start.addingTimeInterval(5))
    changes.record(
      from: rows(.running, .running), to: rows(.failed, .running),
      at: start.addingTimeInterval(9))
    #expect(
      changes.states(at: 0, now: .failed, since: start) == [
        ObservedState(.waiting, at: start),
        ObservedState(.running, at: start.addingTimeInterval(5)),
        ObservedState(.failed, at: start.addingTimeInterval(9)),
      ])
    #expect(
      changes.states(at: 1, now: .running, since: start) == [ObservedState(.running, at: start)])
  }

  @Test func `a query listed later was seen from then on`() {
    var changes = ObservedChanges()
    changes.record(from: rows(.waiting), to: rows(.running), at: start)
    let other: BatchRows = [
      BatchQuery(id: "other", state: .running), BatchQuery(id: "more", state: .waiting),
    ]
    let later = start.addingTimeInterval(1)
    changes.record(from: rows(.running), to: other, at: later)
    #expect(
      changes.states(at: 0, now: .running, since: start) == [ObservedState(.running, at: later)])
    #expect(
      changes.states(at: 1, now: .waiting, since: start) == [ObservedState(.waiting, at: later)])
  }

  @Test func `what was forgotten is not made up`() {
    var changes = ObservedChanges()
    let count = 6000
    func all(_ state: QueryState) -> BatchRows {
      BatchRows((0..<count).map { BatchQuery(id: "q\($0)", state: state) })
    }
    for (step, states) in [
      (QueryState.waiting, QueryState.running), (.running, .waiting), (.waiting, .running),
    ].enumerated() {
      changes.record(
        from: all(states.0), to: all(states.1), at: start.addingTimeInterval(Double(step)))
    }
    // The first change is gone, so that nothing is said of what was before.
    let seen = changes.states(at: 0, now: .running, since: start)
    #expect(seen.map(\.state) == [.waiting, .running])
    #expect(seen.first?.at == start.addingTimeInterval(1))
  }

  @Test func `a target keeps its first state and the last ones`() throws {
    var snapshot = TargetSnapshot(target: try Target(parsing: "toolkit:job/j1"))
    for number in 0..<100 {
      snapshot.observe(.unknown("w\(number)"), at: start.addingTimeInterval(Double(number)))
    }
    let states = snapshot.observedStates
    #expect(states.count == 16)
    #expect(states.first?.state == .unknown("w0") && states.last?.state == .unknown("w99"))
  }

  @Test func `the same state seen again is no news`() throws {
    var snapshot = TargetSnapshot(target: try Target(parsing: "toolkit:job/j1"))
    snapshot.observe(.running, at: start)
    snapshot.observe(.running, at: start.addingTimeInterval(1))
    #expect(snapshot.observedStates == [ObservedState(.running, at: start)])
  }

  @Test func `words that a server makes up for every answer are told as they came`() {
    var changes = ObservedChanges()
    var now = rows(.unknown("w0"))
    for step in 1...70_000 {
      let next = rows(.unknown("w\(step)"))
      changes.record(from: now, to: next, at: start.addingTimeInterval(Double(step)))
      now = next
    }
    let seen = changes.states(at: 0, now: .unknown("w70000"), since: start)
    #expect(seen.last == ObservedState(.unknown("w70000"), at: start.addingTimeInterval(70_000)))
    for (before, after) in zip(seen, seen.dropFirst()) {
      #expect(after.at.timeIntervalSince(before.at) == 1)
      #expect(after.state == .unknown("w\(Int(after.at.timeIntervalSince(start)))"))
    }
  }
}
