import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Any size") struct SizeTests {
  @Test func `every view draws at every size from 0×0 to 300×100 without a gap in its borders`() {
    let sizes = [
      (0, 0), (1, 1), (2, 2), (5, 3), (20, 5), (39, 7), (40, 7), (60, 15), (79, 23), (99, 28),
      (100, 30), (159, 40), (160, 41), (300, 100), (300, 3), (3, 100),
    ]
    for (columns, rows) in sizes {
      for keys in ["", "z", "c", "?", "\n", "f", "/x"] {
        var state = Dashboard.watching(columns: columns, rows: rows)
        for key in keys { _ = state.apply(.keyPressed(key == "\n" ? .enter : .character(key))) }
        let frame = state.frame()
        #expect(hasWholeBoxes(frame), "\(columns)×\(rows) \(keys)")
      }
    }
  }

  @Test func `panels never overlap and never leave the body`() {
    for columns in stride(from: 1, through: 300, by: 7) {
      for rows in stride(from: 1, through: 100, by: 3) {
        let area = Rect(x: 0, y: 1, width: columns, height: rows)
        let layout = BatchLayout(in: area, causes: 9)
        var covered = layout.detail.width * layout.detail.height
        for panel in Panel.allCases {
          let rect = layout[panel]
          covered += rect.width * rect.height
          guard !rect.isEmpty else { continue }
          #expect(rect.x >= area.x && rect.maxX <= area.maxX)
          #expect(rect.y >= area.y && rect.maxY <= area.maxY)
        }
        #expect(covered == columns * rows)
      }
    }
  }

  @Test func `the smallest screen shows the counters and nothing else`() {
    let lines = Dashboard.watching(columns: 20, rows: 5).frame().lines
    #expect(lines[0].hasPrefix("62.6 % of 800"))
    #expect(lines[1...].map { $0.filter(\.isNumber) } == ["451", "50", "48", "251"])
  }

  @Test func `resizing keeps the cursor on its row and on the screen`() {
    var state = Dashboard.watching()
    state.press("G")
    let chosen = state.batch?.queries.selected
    for (columns, rows) in [(120, 36), (20, 5), (80, 24)] {
      _ = state.apply(.resized(Size(columns: columns, rows: rows)))
      #expect(state.batch?.queries.selected == chosen)
    }
    #expect(state.frame().cells.contains { $0.style.emphasis.contains(.selected) })
  }

  @Test func `a box with a gap is found`() {
    var frame = Dashboard.watching().frame()
    #expect(hasWholeBoxes(frame))
    frame[0, 5] = .blank
    #expect(!hasWholeBoxes(frame))
  }

  @Test func `no counter is ever cut`() {
    for (columns, rows) in [(40, 7), (41, 12), (43, 9), (50, 16), (79, 24)] {
      let state = Dashboard.watching(
        SampleBatch(accounts: 200, days: 60, started: 9_000), columns: columns, rows: rows)
      let text = state.frame().lines.joined(separator: "\n")
      let progress = state.facts.snapshot.targets[0].detail.batch?.progress
      for part in progress?.parts ?? [] {
        let number = CountText.grouped(part.count)
        #expect(text.contains(number), "\(columns)×\(rows) \(number)")
      }
    }
  }

  /// Whether every upper left corner is the corner of a closed box.
  private func hasWholeBoxes(_ frame: Frame) -> Bool {
    for y in 0..<frame.size.rows {
      for x in 0..<frame.size.columns where frame[x, y].glyph == "╭" {
        guard let right = (x..<frame.size.columns).first(where: { frame[$0, y].glyph == "╮" }),
          let bottom = (y..<frame.size.rows).first(where: { frame[x, $0].glyph == "╰" }),
          frame[right, bottom].glyph == "╯",
          (y + 1..<bottom).allSatisfy({ frame[x, $0].glyph == "│" && frame[right, $0].glyph == "│" }
          )
        else { return false }
      }
    }
    return true
  }
}
