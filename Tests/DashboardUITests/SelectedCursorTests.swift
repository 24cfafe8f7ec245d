import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

/// Screen readers, braille displays and magnifiers follow the terminal's cursor, seen or not.
@Suite("The terminal's cursor") struct SelectedCursorTests {
  private static let sizes = [(40, 20), (80, 24), (120, 36), (200, 60)]

  /// Whether it stands, hidden, on what is drawn as selected.
  private func isOnSelection(_ frame: Frame) -> Bool {
    guard let cursor = frame.cursor, !cursor.isShown else { return false }
    let emphasis = frame[cursor.x, cursor.y].style.emphasis
    return emphasis.contains(.selected) || emphasis.contains(.reverse) || emphasis.contains(.band)
  }

  @Test(
    arguments: ["", "jj", "G", "c", "cj", "\n", "\njj", "i", "t", "tj", "s"], sizes)
  func `stands on the selected row, cell or field`(keys: String, size: (columns: Int, rows: Int)) {
    var state = Dashboard.asking(columns: size.columns, rows: size.rows)
    _ = state.apply(.keyPressed(.escape))
    state.offer(
      ThemeOptions(
        list: (1...40).map { .init(name: "theme-\($0)", note: "dark") }, current: "theme-7"))
    for key in keys { _ = state.apply(.keyPressed(key == "\n" ? .enter : .character(key))) }
    #expect(isOnSelection(state.frame()), "\(keys) at \(size.columns)×\(size.rows)")
  }

  @Test(arguments: sizes) func `follows from row to row`(columns: Int, rows: Int) {
    var state = Dashboard.watchingMany(columns: columns, rows: rows)
    let first = state.frame().cursor
    state.press("j")
    #expect(isOnSelection(state.frame()))
    #expect(state.frame().cursor?.y == first.map { $0.y + 1 })
    _ = state.apply(.keyPressed(.function(6)))
    #expect(isOnSelection(state.frame()))
  }

  @Test(arguments: sizes) func `goes with the cell of a matrix`(columns: Int, rows: Int) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("mg0")
    let first = try #require(state.frame().cursor)
    state.press("jl")
    let second = try #require(state.frame().cursor)
    #expect(second.y == first.y + 1 && second.x > first.x && !second.isShown)
  }

  @Test(arguments: sizes) func `stands on the cell of a result, and on the field of a record`(
    columns: Int, rows: Int
  ) {
    var state = Dashboard.showing(columns: columns, rows: rows)
    for key in "jjl\nj" {
      _ = state.apply(.keyPressed(key == "\n" ? .enter : .character(key)))
      #expect(isOnSelection(state.frame()), "\(key) at \(columns)×\(rows)")
    }
  }

  @Test func `is the caret's while a line is typed, and stands nowhere on a page without a choice`()
  {
    var state = Dashboard.watching()
    state.press("/abc")
    #expect(state.frame().cursor?.isShown == true)
    _ = state.apply(.keyPressed(.escape))
    state.press(":")
    #expect(state.frame().cursor?.isShown == true)
    _ = state.apply(.keyPressed(.escape))
    state.press("?")
    #expect(state.frame().cursor == nil)
  }
}
