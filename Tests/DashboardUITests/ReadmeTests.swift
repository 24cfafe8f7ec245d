import Foundation
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The README") struct ReadmeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private let text: String

  init() throws {
    text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
  }

  /// With `UPDATE_GOLDENS=1` the tables are written anew, and the test fails, so that nobody accepts them without a look.
  @Test
  func
    `refers to a page that lists every key with what it does and its name, and the filter language`()
    throws
  {
    let path = "Sources/querytop/Documentation.docc/Keys.md"
    #expect(text.contains("(\(path))"))
    let file = Self.root.appending(path: path)
    let page = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(page.range(of: "compared by a test -->\n"))
    let end = try #require(page.range(of: "<!-- end of tables -->"))
    let tables = "\n\(KeyTables.markdown())\n\(FilterHelp.markdown())\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      let new = page.replacingCharacters(in: start.upperBound..<end.lowerBound, with: tables)
      try new.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("wrote the key tables: look at them, then run again")
      return
    }
    #expect(page[start.upperBound..<end.lowerBound] == tables)
  }

  @Test func `shows the batch view as it is drawn`() {
    expectPicture(of: Dashboard.watching(columns: 80, rows: 24))
  }

  @Test func `shows the rows of a query as they are drawn`() {
    var state = Dashboard.showing(columns: 80, rows: 16)
    state.browse("jjjlllll")
    expectPicture(of: state)
  }

  /// Expects the whole screen, line below line, without blank lines at its ends.
  private func expectPicture(of state: Dashboard) {
    let lines = state.frame().lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    let picture = lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
    #expect(picture.contains("\n") && text.contains("\n\(picture)\n"), "\(picture)")
  }
}
