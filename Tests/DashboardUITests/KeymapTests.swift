import QueryCore
import Testing
import TextCanvas

@testable import DashboardUI

@Suite struct `The key table` {
  @Test func `gives a key one meaning in a place`() {
    for context in KeyContext.allCases {
      var seen: Set<KeyPress> = []
      for key in Keymap().bindings(in: context).flatMap(\.keys) {
        #expect(seen.insert(key).inserted, "\(key) in \(context)")
      }
    }
  }

  @Test func `reaches every action`() {
    let bound = Set(Keymap().bindings.map(\.action))
    let missing = Set(Action.allCases).subtracting(bound)
    #expect(missing.isEmpty)
  }

  @Test func `makes the whole help page`() {
    let page = HelpPage.lines(DisplayOptions()).map { $0.spans.map(\.text.string).joined() }
    for binding in Keymap().bindings {
      #expect(page.contains { $0.contains(binding.help) }, "\(binding.action)")
    }
  }

  @Test func `keeps help and quit in the footer however narrow the screen`() {
    for columns in 20...120 {
      let state = DashboardState.watching(columns: columns, rows: 12)
      let footer = state.frame().lines.last ?? ""
      #expect(footer.contains("? help") && footer.contains("q quit"), "\(columns)")
    }
  }

  @Test func `says that q goes back where it does`() {
    var state = DashboardState.watching()
    _ = state.apply(.keyPressed(.enter))
    #expect(state.frame().lines.last?.contains("q back") == true)
  }
}
