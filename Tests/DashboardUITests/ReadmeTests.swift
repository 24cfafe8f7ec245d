import Foundation
import Testing
import TextCanvas

@testable import DashboardUI

@Suite struct `The README` {
  private let text: String

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
  }

  @Test func `lists every key with what it does`() {
    for binding in Keymap().bindings {
      let keys = binding.keys.map { "`\($0.name)`" }.joined(separator: " ")
      #expect(text.contains("| \(keys) | \(binding.help) |"), "\(binding.action)")
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
