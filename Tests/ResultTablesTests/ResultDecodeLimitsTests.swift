import QueryCore
import ResultTables
import Testing

struct ResultDecodeLimitsTests {
  @Test
  func `sixty-four containers inside one another are read, one more is not`() throws {
    func body(_ depth: Int) -> String {
      // The answer, its rows and the row are three.
      let deep =
        String(repeating: "[", count: depth - 3) + String(repeating: "]", count: depth - 3)
      return #"{"data":[["h"],[\#(deep)]]}"#
    }
    #expect(try decode(body(64)).kind(row: 1, column: 0) == .nested)
    #expect(throws: ResultDecodeError.self) { try decode(body(65)) }
  }

  @Test
  func `outside the rows the depth is bounded too`() throws {
    func body(_ depth: Int) -> String {
      let deep =
        String(repeating: #"{"a":"#, count: depth - 1) + "1"
        + String(repeating: "}", count: depth - 1)
      return #"{"x":\#(deep)}"#
    }
    #expect(try decode(body(64)).rowCount == 0)
    #expect(throws: ResultDecodeError.self) { try decode(body(65)) }
  }

  @Test
  func `a body beyond its limit is refused unread`() {
    let limits = ResultDecodeLimits(bodyBytes: 20)
    #expect(throws: Never.self) { try decode(#"{"data":[["abcd"]]}"#, limits) }
    let error = #expect(throws: ResultDecodeError.self) {
      try decode(#"{"data":[["abcdef"]]}"#, limits)
    }
    #expect(error?.byte == 20)
  }

  @Test
  func `one column too many is an error, in a header, a row, a member or the names`() {
    let limits = ResultDecodeLimits(columns: 2)
    let bodies = [
      #"{"data":[[1,2,3]]}"#, #"{"data":[[1,2],[1,2,3]]}"#, #"{"data":[{"a":1,"b":2},{"c":3}]}"#,
    ]
    for body in bodies { #expect(throws: ResultDecodeError.self) { try decode(body, limits) } }
    let decoder = ResultPageDecoder(
      layout: ResultLayout(rows: ["data"], names: ["n"]), limits: limits)
    for rows in ["[]", "[[1]]", "[{}]"] {
      #expect(throws: ResultDecodeError.self) {
        try decoder.decode(Array(#"{"data":\#(rows),"n":["a","b","c"]}"#.utf8))
      }
    }
  }

  @Test
  func `rows times columns are bounded, and so are rows without any`() throws {
    let limits = ResultDecodeLimits(cells: 6)
    #expect(try decode(#"{"data":[["a","b"],[1],[1]]}"#, limits).rowCount == 3)
    #expect(throws: ResultDecodeError.self) {
      try decode(#"{"data":[["a","b"],[1],[1],[1]]}"#, limits)
    }
    #expect(throws: ResultDecodeError.self) {
      try decode(#"{"data":[{},{},{},{},{},{},{}]}"#, limits)
    }
    #expect(throws: ResultDecodeError.self) {
      try decode(#"{"data":[{"a":1},{"b":1},{"c":1}]}"#, limits)
    }
    #expect(throws: ResultDecodeError.self) { try decode(#"{"x":[1,2,3,4,5,6]}"#, limits) }
  }

  @Test
  func `a small answer of rows that share no member does not become a huge page`() {
    let rows = (0..<4000).map { #"{"c\#($0)":1}"# }.joined(separator: ",")
    #expect(throws: ResultDecodeError.self) { try decode(#"{"data":[\#(rows)]}"#) }
  }

  @Test
  func `a page wider in every row keeps its cells in their places`() throws {
    let rows = (0..<300).map { row in
      "{" + (0...row).map { #""c\#($0)":\#(row * 1000 + $0)"# }.joined(separator: ",") + "}"
    }
    let page = try decode(#"{"data":[\#(rows.joined(separator: ","))]}"#)
    for row in 0..<300 {
      for column in 0..<300 {
        let expected: ResultCell = column <= row ? .number("\(row * 1000 + column)") : .missing
        guard page.cell(row: row, column: column) == expected else {
          Issue.record("row \(row), column \(column)")
          return
        }
      }
    }
  }

  @Test
  func `members in any order go to their columns`() throws {
    var random = SplitMix64(seed: 3)
    let rows = (0..<200).map { row in
      let members = (0..<20).filter { _ in Bool.random(using: &random) }.shuffled(using: &random)
      return members.map { ($0, "\(row * 100 + $0)") }
    }
    let body = rows.map { row in
      "{" + row.map { #""c\#($0.0)":\#($0.1)"# }.joined(separator: ",") + "}"
    }
    let page = try decode(#"{"data":[\#(body.joined(separator: ","))]}"#)
    for (number, row) in rows.enumerated() {
      let wanted = Dictionary(uniqueKeysWithValues: row.map { ("c\($0.0)", $0.1) })
      let got = page.names.indices.filter { page.kind(row: number, column: $0) != .missing }
        .map { (page.names[$0], page.text(row: number, column: $0)) }
      #expect(Dictionary(uniqueKeysWithValues: got) == wanted)
    }
  }

  @Test
  func `one decoder serves many tasks at once`() async throws {
    let decoder = ResultPageDecoder(layout: ResultLayout(rows: ["data"]))
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<32 {
        group.addTask {
          let count = 1 + task * 37 % 100
          let rows = (0..<count).map { #"{"a":\#(task),"b":"\#($0)"}"# }.joined(separator: ",")
          let page = try decoder.decode(Array(#"{"data":[\#(rows)]}"#.utf8)).page
          return page.rowCount == count
            && (0..<count).allSatisfy {
              page.text(row: $0, column: 0) == "\(task)" && page.text(row: $0, column: 1) == "\($0)"
            }
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @discardableResult
  private func decode(
    _ text: String, _ limits: ResultDecodeLimits = ResultDecodeLimits()
  ) throws -> ResultPage {
    try ResultPageDecoder(layout: ResultLayout(rows: ["data"]), limits: limits)
      .decode(Array(text.utf8)).page
  }
}
