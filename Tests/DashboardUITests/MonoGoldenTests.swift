import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Screens without colours look as recorded") struct MonoGoldenTests {
  private static let sizes = [(40, 20), (80, 24)]
  /// What is pressed in the batch view, and what it leads to.
  private static let screens: [(name: String, keys: [KeyPress])] = [
    ("batch", []), ("causes", ["c"]), ("cause", ["c", .enter]),
    ("cause-filtered", ["c", .enter, "/", "t", "i", "m", "e", .enter]),
    ("matrix", ["m"]), ("matrix-lit", ["m", "c", "c"]), ("query", ["n", .enter]),
    ("rows", ["O"]), ("rerun", ["R"]), ("cancel", ["X"]),
  ]

  private static func screen(_ keys: [KeyPress], _ columns: Int, _ rows: Int) -> Dashboard {
    var state = Dashboard.watching(columns: columns, rows: rows)
    for key in keys { _ = state.apply(.keyPressed(key)) }
    return state
  }

  @Test(arguments: sizes) func `each view of a batch with failures`(columns: Int, rows: Int) throws
  {
    for (name, keys) in Self.screens {
      let state = Self.screen(keys, columns, rows)
      try expectGolden(state.frame(), "mono-\(name)-\(columns)x\(rows)", isMono: true)
    }
  }

  @Test(arguments: sizes) func `targets`(columns: Int, rows: Int) throws {
    let state = Dashboard.watchingMany(columns: columns, rows: rows)
    try expectGolden(state.frame(), "mono-targets-\(columns)x\(rows)", isMono: true)
  }

  /// Sideways and folded too, where a cell stands for several queries.
  @Test(arguments: sizes) func `no failure in a matrix looks like anything else`(
    columns: Int, rows: Int
  ) throws {
    for keys: [KeyPress] in [["m"], ["m", "-"], ["m", "-", "-"], ["m", "c"], ["m", "n", "n"]] {
      let state = Self.screen(keys, columns, rows)
      let area = try #require(state.matrix?.grid?.layout.cells)
      let frame = state.frame()
      let failed = try frame.monoLooks(of: .failed, in: area)
      #expect(!failed.isEmpty)
      for role in [Role.succeeded, .waiting, .running, .stopped, .text, .border] {
        #expect(try failed.isDisjoint(with: frame.monoLooks(of: role, in: area)), "\(role) \(keys)")
      }
    }
  }
}
