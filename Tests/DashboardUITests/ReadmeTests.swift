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

  /// Expects the whole screen, line below line, without blank lines at its ends.
  private func expectPicture(of state: DashboardState) {
    let lines = state.frame().lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    let picture = lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
    #expect(picture.contains("\n") && text.contains("\n\(picture)\n"), "\(picture)")
  }
}
