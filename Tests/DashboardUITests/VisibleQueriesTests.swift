import FoundationEssentials
import QueryCore
import TestSupport
import Testing

@testable import DashboardUI

struct VisibleQueriesTests {
  /// A batch whose rows change at random, forward and back.
  private struct Batch {
    var generator: SplitMix64
    var rows: BatchRows

    init(seed: UInt64, count: Int = 300) {
      generator = SplitMix64(seed: seed)
      rows = BatchRows(
        (0..<count).map { number in
          BatchQuery(
            id: "q\((number * 7) % count)", state: .waiting, accounts: ["act_\(number % 11)"],
            startDate: "2026-10-\(10 + number % 20)")
        })
    }

    mutating func change(_ count: Int) {
      let states: [QueryState] = [
        .waiting, .running, .succeeded, .failed, .stopped, .gone, .unknown("paused"),
      ]
      for _ in 0..<count {
        let place = Int.random(in: rows.indices, using: &generator)
        let state = states.randomElement(using: &generator) ?? .waiting
        let second = Double.random(in: 0..<900, using: &generator).rounded()
        rows[place].state = state
        rows[place].startedAt = state == .waiting ? nil : SampleBatch.now + second
        rows[place].endedAt = state.isTerminal ? SampleBatch.now + second + 30 : nil
        rows[place].resultRows = state == .succeeded ? Int(second) : nil
        rows[place].failure =
          state == .failed ? QueryFailure(code: "E\(Int(second) % 5)", message: "broken") : nil
      }
    }
  }

  private static let orders = QueryColumn.allCases.flatMap { column in
    [false, true].map { isReversed in
      var order = SortOrder()
      (order.column, order.isReversed) = (column, isReversed)
      return order
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `rows kept in order from answer to answer stand as if sorted anew`(_ seed: UInt64) {
    var batch = Batch(seed: seed)
    var kept = Self.orders.map { _ in VisibleQueries() }
    for step in 0..<60 {
      batch.change(step % 20 == 19 ? 200 : step % 7)
      for (index, order) in Self.orders.enumerated() {
        kept[index].update(
          to: batch.rows, QueryFilter(), order, members: nil, .anew, keeping: nil,
          now: SampleBatch.now)
        let new = VisibleQueries(
          batch.rows, QueryFilter(), order, members: nil, now: SampleBatch.now)
        #expect(kept[index] == new, "\(order) at \(step)")
      }
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `rows held from answer to answer are released into the order they would have been in`(
    _ seed: UInt64
  ) {
    var batch = Batch(seed: seed)
    for order in Self.orders {
      var visible = VisibleQueries(
        batch.rows, QueryFilter(), order, members: nil, now: SampleBatch.now)
      let ids = visible.ids
      for _ in 0..<5 {
        batch.change(9)
        visible.update(
          to: batch.rows, QueryFilter(), order, members: nil, .held, keeping: nil,
          now: SampleBatch.now)
        #expect(visible.ids == ids)
      }
      visible.update(
        to: batch.rows, QueryFilter(), order, members: nil, .anew, keeping: nil,
        now: SampleBatch.now)
      let new = VisibleQueries(
        batch.rows, QueryFilter(), order, members: nil, now: SampleBatch.now)
      #expect(visible == new)
    }
  }

  @Test func `queries that come, go or are others are ordered anew`() {
    var batch = Batch(seed: 1)
    batch.change(100)
    var visible = VisibleQueries(
      batch.rows, QueryFilter(), SortOrder(), members: nil, now: SampleBatch.now)
    var rows = [batch.rows, batch.rows, batch.rows]
    rows[0].append(BatchQuery(id: "q0a", state: .failed))
    rows[1].cut(to: 40)
    rows[2][7] = BatchQuery(id: "other", state: .running)
    for rows in rows {
      visible.update(
        to: rows, QueryFilter(), SortOrder(), members: nil, .anew, keeping: nil,
        now: SampleBatch.now)
      #expect(
        visible
          == VisibleQueries(rows, QueryFilter(), SortOrder(), members: nil, now: SampleBatch.now))
    }
  }

  @Test func `a query is found by its id, the first where several are alike`() {
    let rows = BatchRows(["a", "b", "a", "c"].map { BatchQuery(id: $0, state: .waiting) })
    let index = PlaceIndex(rows.ids)
    #expect(["a", "b", "c", "d"].map(index.place) == [0, 1, 3, nil])
    #expect(PlaceIndex(BatchRows().ids).place(of: "a") == nil)
  }
}
