import FoundationEssentials
import Testing

@testable import QueryCore

struct BatchRowsTests {
  private let rows: BatchRows = [
    BatchQuery(id: "a", state: .running), BatchQuery(id: "b", state: .waiting),
    BatchQuery(id: "c", state: .failed, failure: QueryFailure(code: "X")),
  ]

  @Test func `a row is read as it was put`() {
    let states: [QueryState] = [
      .waiting, .running, .succeeded, .failed, .stopped, .gone, .unsupported, .unknown("PAUSED"),
    ]
    let put = states.enumerated().map { place, state in
      BatchQuery(
        id: "q\(place)", state: state, startedAt: Date(timeIntervalSince1970: 0.1),
        endedAt: place.isMultiple(of: 2) ? nil : .distantFuture, accounts: ["a", "b"],
        startDate: "2026-10-03", endDate: nil, failure: QueryFailure(code: "X", status: place),
        resultRows: place == 0 ? nil : place)
    }
    let rows = BatchRows(put)
    #expect(Array(rows) == put)
    #expect(rows.indices.map(rows.state(at:)) == states)
    #expect(rows.indices.map(rows.id(at:)) == put.map(\.id))
    #expect(rows.indices.map(rows.start(at:)) == put.map(\.startedAt))
    #expect(rows.indices.map(rows.end(at:)) == put.map(\.endedAt))
  }

  @Test func `a row written as it was makes no new version`() {
    var next = rows
    for place in next.indices { next[place] = rows[place] }
    #expect(next.isSameVersion(as: rows))
    #expect(next.changes(since: rows).isEmpty)
  }

  @Test func `a row that changed and changed back is no change`() {
    var next = rows
    next[1].state = .running
    next[1].state = .waiting
    #expect(next.changes(since: rows).isEmpty)
    #expect(next == rows)
  }

  @Test func `two answers made of the same one are told apart`() {
    var (left, right) = (rows, rows)
    left[0].state = .succeeded
    right[1].state = .running
    #expect(right.changes(since: left) == [0, 1])
    #expect(left.changes(since: rows) == [0] && right.changes(since: rows) == [1])
  }

  @Test func `of rows with the same id the first is kept`() {
    var rows: BatchRows = [
      BatchQuery(id: "a", state: .running), BatchQuery(id: "a", state: .failed),
      BatchQuery(id: "b", state: .waiting), BatchQuery(id: "a", state: .waiting),
    ]
    rows.dropRepeatedIDs()
    #expect(rows == [BatchQuery(id: "a", state: .running), BatchQuery(id: "b", state: .waiting)])
  }

  @Test func `failures that change with every answer do not pile up`() {
    var rows = BatchRows((0..<100).map { BatchQuery(id: "q\($0)", state: .failed) })
    for answer in 0..<50 {
      for place in rows.indices {
        rows[place].failure = QueryFailure(message: "\(answer) \(place)")
      }
    }
    #expect(rows.rare.count <= 216)
    #expect(rows.map(\.failure) == (0..<100).map { QueryFailure(message: "49 \($0)") })
  }

  @Test func `the changes since any answer before make of it the present one`() {
    for seed: UInt64 in 0..<1000 {
      var history = RowHistory(seed: seed)
      for _ in 0..<5 { history.answer() }
      #expect(history.firstMistake == nil, "seed \(seed)")
    }
  }
}

/// The answers of one batch, each made of one before, beside the same as plain arrays.
private struct RowHistory {
  private(set) var answers: [(rows: BatchRows, expected: [BatchQuery])] = []
  private var random: SplitMix64
  private var rows = BatchRows()
  private var expected: [BatchQuery] = []

  init(seed: UInt64) {
    random = SplitMix64(story: seed)
    for _ in 0..<draw(seed.isMultiple(of: 50) ? 150 : 12) { append(row()) }
    answers = [(rows, expected)]
  }

  /// Makes the next answer, mostly of the last one, and at times with nothing changed.
  mutating func answer() {
    (rows, expected) = draw(5) == 0 ? answers[draw(answers.count)] : answers[answers.count - 1]
    for _ in 0..<draw(4) { change() }
    answers.append((rows, expected))
  }

  /// What the rows say that the plain arrays do not; nil where they agree of every answer and each before it.
  var firstMistake: String? {
    for (place, (present, expected)) in answers.enumerated() {
      guard Array(present) == expected else { return "answer \(place) holds other rows" }
      for (older, known) in answers[..<place] {
        let changes = present.changes(since: older)
        let differ = expected.indices.filter { $0 >= known.count || expected[$0] != known[$0] }
        guard changes == differ else { return "answer \(place) tells of \(changes), not \(differ)" }
        var rows = Array(known.prefix(expected.count))
        for place in changes {
          if place < rows.count {
            rows[place] = present[place]
          } else {
            rows.append(present[place])
          }
        }
        guard rows == expected else { return "the changes do not make answer \(place)" }
        let isEqual = expected.count == known.count && differ.isEmpty
        guard (present == older) == isEqual else { return "answer \(place) is equal or not" }
      }
    }
    return nil
  }

  private mutating func change() {
    guard !expected.isEmpty else { return append(row()) }
    let (place, other) = (draw(expected.count), draw(expected.count))
    switch draw(8) {
    case 0: append(row())
    case 1: append(expected[place])
    case 2: put(row(), at: place)
    case 3:
      let moved = expected[place]
      put(expected[other], at: place)
      put(moved, at: other)
    case 4:
      rows.cut(to: place)
      expected.removeSubrange(place...)
    case 5:
      rows.dropRepeatedIDs()
      var seen: Set<String> = []
      expected = expected.filter { seen.insert($0.id).inserted }
    case 6: for place in expected.indices { put(row(like: expected[place]), at: place) }
    default: put(row(like: expected[place]), at: place)
    }
  }

  private mutating func append(_ row: BatchQuery) {
    rows.append(row)
    expected.append(row)
  }

  private mutating func put(_ row: BatchQuery, at place: Int) {
    rows[place] = row
    expected[place] = row
  }

  /// A row with one of few ids, so that ids come back and are there twice.
  private mutating func row() -> BatchQuery {
    row(
      like: BatchQuery(
        id: "q\(draw(30))", state: .waiting, accounts: ["act_\(draw(3))"],
        startDate: draw(2) == 0 ? nil : "2026-10-0\(draw(9))"))
  }

  /// The same query, in a state drawn anew.
  private mutating func row(like row: BatchQuery) -> BatchQuery {
    let states: [QueryState] = [
      .waiting, .running, .succeeded, .failed, .gone, .unknown("A"), .unknown("B"),
    ]
    var row = row
    row.state = states[draw(states.count)]
    row.startedAt = draw(2) == 0 ? nil : Date(timeIntervalSince1970: Double(draw(3)))
    row.resultRows = draw(2) == 0 ? nil : draw(3)
    row.failure = draw(3) == 0 ? QueryFailure(message: "\(draw(40))") : nil
    return row
  }

  private mutating func draw(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
}
