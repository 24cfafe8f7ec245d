import Testing

@testable import querytop

@Suite("Hidden columns") struct HiddenColumnsTests {
  @Test func `are read as they were written`() throws {
    var hidden = HiddenColumns()
    hidden.lists = ["queries": ["rows", "took"], "targets": ["left"]]
    let text =
      #"{"schema":"querytop.columns/1","hidden":["queries.rows","queries.took","targets.left"]}"#
    #expect(hidden.text == text + "\n")
    #expect(try HiddenColumns.parse(Array(hidden.text.utf8)) == hidden)
  }

  @Test func `that are none are left out, and the others read`() throws {
    let text =
      #"{"schema":"querytop.columns/1","hidden":["rows",7,null,{},"a.b.c","queries.rows"]}"#
    #expect(try HiddenColumns.parse(Array(text.utf8))?.lists == ["queries": ["rows"]])
  }

  @Test func `are read no further than a hundred`() throws {
    let words = (1...5000).map { "\"queries.c\($0)\"" }.joined(separator: ",")
    let text = "{\"schema\":\"querytop.columns/1\",\"hidden\":[\(words)]}"
    #expect(try HiddenColumns.parse(Array(text.utf8))?.lists["queries"]?.count == 100)
  }
}
