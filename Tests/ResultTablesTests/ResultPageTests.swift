import ResultTables
import Testing

struct ResultPageTests {
  @Test
  func `a page gives back the cells it was made of, and tells what is missing from what is empty`()
  {
    let page = ResultPage(
      names: ["a", "b"],
      rows: [[.number("48320.50"), .string("")], [.null], [.boolean(true), .missing]])
    #expect(page.text(row: 0, column: 0) == "48320.50")
    let kinds = (0..<3).map { page.kind(row: $0, column: 1) }
    #expect(kinds == [.string, .missing, .missing])
    #expect(page.kind(row: 1, column: 0) == .null)
    #expect(page.kind(row: 7, column: 7) == .missing)
  }
}
