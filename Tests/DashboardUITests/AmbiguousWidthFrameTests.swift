import QueryCore
import TestSupport
import Testing

@testable import DashboardUI
@testable import TextCanvas

@Suite("Screens where ambiguous characters are wide") struct AmbiguousWidthFrameTests {
  @Test(arguments: ["", "c", "c\n", "m", "\n", "i", "?", ":", "/αβ", "t", "W"])
  func `give every character the columns the terminal does`(keys: String) async {
    await #expect(processExitsWith: .success) { [keys = keys as String] in
      DisplayWidth.widenAmbiguous()
      for (columns, rows) in [(40, 20), (80, 24), (120, 36), (200, 60)] {
        var state = Dashboard.watching(columns: columns, rows: rows, glyphs: .wide)
        var monitor = SampleBatch().monitor
        if var batch = monitor.targets[0].detail.batch {
          batch.queries = BatchRows(
            batch.queries.prefix(300).map { query in
              var query = query
              query.accounts = ["Привет αβγ ①②③ … → café"]
              query.failure?.message = "Нет доступа к счёту ±5 %, „№ 7“"
              return query
            })
          monitor.targets[0].detail = .batch(batch)
        }
        _ = state.apply(.snapshotArrived(monitor))
        for key in keys { _ = state.apply(.keyPressed(key == "\n" ? .enter : .character(key))) }
        let frame = state.frame()
        for cell in frame.cells where cell.width > 0 {
          let wanted = DisplayWidth.of(cell.glyph)
          #expect(Int(cell.width) == wanted, "\(cell.glyph) at \(columns)×\(rows)")
        }
        let text = frame.lines.joined()
        #expect(!text.contains("│") && !text.contains("─"))
      }
    }
  }

  @Test func `show the letters as they are`() async {
    await #expect(processExitsWith: .success) {
      DisplayWidth.widenAmbiguous()
      var state = Dashboard.watching(columns: 80, rows: 24, glyphs: .wide)
      state.press("/Привет")
      #expect(state.frame().lines.contains { $0.contains("Привет") })
    }
  }
}
