import Foundation
import Testing
import TextCanvas

@testable import DashboardUI

@Suite struct `The README` {
  private let text: String
  private let keys: String

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let page = "Sources/querytop/Documentation.docc/Keys.md"
    keys = try String(contentsOf: root.appending(path: page), encoding: .utf8)
  }

  @Test func `refers to a page that lists every key with what it does`() {
    #expect(text.contains("(Sources/querytop/Documentation.docc/Keys.md)"))
    for binding in Keymap().bindings {
      let names = binding.keys.map { "`\($0.name)`" }.joined(separator: " ")
      #expect(keys.contains("| \(names) | \(binding.help) |"), "\(binding.action)")
    }
  }

  @Test func `shows the batch view as it is drawn`() {
    expectPicture(of: DashboardState.watching(columns: 80, rows: 24))
  }

  @Test func `shows the rows of a query as they are drawn`() {
    var state = DashboardState.showing(columns: 80, rows: 16)
    state.browse("jjjlllll")
    expectPicture(of: state)
  }

  private func expectPicture(of state: DashboardState) {
    for line in state.frame().lines where line.contains(where: { $0 != " " }) {
      let visible = String(line.reversed().drop { $0 == " " }.reversed())
      #expect(text.contains(visible), "\(visible)")
    }
  }
}
