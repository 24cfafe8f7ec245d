import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Typing a filter") struct ListFilterTests {
  private func screen(_ state: Dashboard) -> String {
    state.frame().lines.joined(separator: "\n")
  }

  private func typing(_ text: String, columns: Int = 120) -> Dashboard {
    var state = Dashboard.watching(columns: columns)
    state.press("/" + text)
    return state
  }

  @Test func `never blanks the list on the way to a filter that finds something`() {
    for text in [
      "state:failed account:100* code:QUERY_*", "date:09-18 dur>2s", "date:2026-09-11..2026-09-12",
      "rows>1.5k !state:failed", "/time(out)?/", "error:\"did not answer\"", "!error:answer",
      "code:/^QUERY.*OUT$/",
    ] {
      var state = Dashboard.watching()
      state.press("/")
      for character in text {
        state.press(String(character))
        #expect(!state.visible.ids.isEmpty, "\(text) at \(character)")
      }
    }
  }

  @Test func `keeps the words before a bad one in force and says what is missing`() {
    let state = typing("state:failed date:1")
    #expect(state.visible.ids.count == 50)
    #expect(screen(state).contains("date expects a day (11-14 or 2026-11-14)"))
  }

  @Test func `a word that only begins a field's name hides nothing yet`() {
    let state = typing("du")
    #expect(state.visible.ids.count == 800)
    #expect(screen(state).contains("leaves no row; for the field write dur>30s"))
  }

  @Test func `shows where an error is, in words and in the colour of a warning`() {
    let state = typing("failed foo:3")
    let frame = state.frame()
    #expect(screen(state).contains("column 8: no field is called foo here"))
    let row = frame.lines.firstIndex { $0.contains("filter: failed foo:3") } ?? 0
    let styles = (0..<120).filter { frame[$0, row].style.role == .warning }
    #expect(styles.first == 1 + "filter: failed ".count)
    #expect(state.visible.ids.count == 50)
  }

  @Test func `an error has a line of its own where there is no room beside the text`() {
    let state = typing("failed foo:3", columns: 40)
    let lines = state.frame().lines
    let row = lines.firstIndex { $0.contains("filter: failed foo:3") } ?? 0
    #expect(lines[row + 1].contains("column 8: no field is called foo"))
  }

  @Test
  func
    `a slip of the pen in a field of few words hides nothing and is told with the words there are`()
  {
    for text in ["state:fialed", "!state:fialed", "state=fail", "state:faild*"] {
      var state = typing("code:QUERY_* " + text)
      #expect(state.visible.ids.count == 50, "\(text)")
      _ = state.apply(.keyPressed(.enter))
      let notice = state.notice?.text ?? ""
      #expect(notice.contains("but waiting, running, succeeded, failed"), "\(text)")
      #expect(state.visible.ids.count == 50, "\(text)")
    }
    #expect(typing("state:stopped").visible.ids.isEmpty)
  }

  @Test func `a word that no row has is told while it is typed and once it is accepted`() {
    var state = typing("state:failed code:NOPE")
    #expect(state.visible.ids.isEmpty && screen(state).contains("column 14: no row here has this"))
    _ = state.apply(.keyPressed(.enter))
    #expect(screen(state).contains("column 14: no row here has this: nothing is listed"))
    #expect(screen(typing("!account:*")).contains("column 1: every row here has this"))
  }

  @Test func `done with an error says what is still in force`() {
    var state = typing("failed foo:3")
    _ = state.apply(.keyPressed(.enter))
    #expect(screen(state).contains("still shown: failed"))
    #expect(state.visible.ids.count == 50)
  }

  @Test func `starts empty, and Up brings back the last, and those before`() {
    var state = typing("timeout")
    _ = state.apply(.keyPressed(.enter))
    state.press("/")
    #expect(!screen(state).contains("filter: timeout"))
    #expect(state.visible.ids.count == 10)
    state.press("state:running")
    _ = state.apply(.keyPressed(.enter))
    state.press("/")
    _ = state.apply(.keyPressed(.up))
    #expect(screen(state).contains("filter: state:running"))
    _ = state.apply(.keyPressed(.up))
    #expect(screen(state).contains("filter: timeout") && state.visible.ids.count == 10)
    _ = state.apply(.keyPressed(.down))
    #expect(screen(state).contains("filter: state:running") && state.visible.ids.count == 48)
  }

  @Test func `Down behind the newest leaves it in force and moves in the list`() {
    var state = typing("timeout")
    _ = state.apply(.keyPressed(.down))
    #expect(state.batch?.queries.index == 1 && state.visible.ids.count == 10)
    state.press("/")
    _ = state.apply(.keyPressed(.up))
    #expect(screen(state).contains("filter: timeout"))
  }

  @Test func `Esc brings back what was in force`() {
    var state = typing("timeout")
    _ = state.apply(.keyPressed(.enter))
    state.press("/state:running foo:")
    _ = state.apply(.keyPressed(.escape))
    #expect(state.batch?.filter.typed.text == "timeout" && state.visible.ids.count == 10)
  }

  @Test func `an empty text shows all again`() {
    var state = typing("timeout")
    _ = state.apply(.keyPressed(.enter))
    state.press("/")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.visible.ids.count == 800)
  }

  @Test func `Tab completes fields, then values there are in the list`() {
    var state = typing("acc")
    _ = state.apply(.keyPressed(.tab))
    #expect(screen(state).contains("filter: account: "))
    state = typing("state:f")
    _ = state.apply(.keyPressed(.tab))
    #expect(screen(state).contains("filter: state:failed ") && state.visible.ids.count == 50)
  }

  @Test func `Tab shows what a word may become where it is not clear`() {
    var state = typing("code:q")
    _ = state.apply(.keyPressed(.tab))
    #expect(screen(state).contains("filter: code:QUERY_ "))
    #expect(screen(state).contains("QUERY_ACCOUNT_UNAVAILABLE  QUERY_DATA_SOURCE_TIMEOUT"))
  }
}

@Suite("Completing a filter") struct FilterCompletionTests {
  private let rows = SampleBatch().queries

  private func completion(_ text: String) -> FilterCompletion {
    FilterCompletion(
      text, in: rows.indices.lazy.map { BatchRow(rows: rows, place: $0, now: SampleBatch.now) })
  }

  @Test(arguments: [
    ("st", "state:"), ("failed !st", "failed !state:"), ("ro", "rows>"), ("du", "dur>"),
    ("state:run", "state:running "), ("took", "took"), ("nothing", "nothing"), ("foo:", "foo:"),
    ("error:The", "error:\"The data source did not answer within 60 seconds\" "),
    ("error:\"The da", "error:\"The data source did not answer within 60 seconds\" "),
    ("date:2026-09-3", "date:2026-09-30 "), ("date:2026-09-1", "date:2026-09-1"),
  ]) func `goes as far as is clear`(text: String, expected: String) {
    #expect(completion(text).text == expected)
  }

  @Test func `offers all fields for nothing, and all values for a field`() {
    #expect(completion("").candidates.first == "state:")
    #expect(completion("state:").candidates == ["failed", "running", "succeeded", "waiting"])
  }

  @Test func `what it makes can be read`() throws {
    for text in ["error:", "error:The", "code:", "account:", "date:2", "state:s"] {
      let completed = completion(text)
      guard completed.candidates.isEmpty else { continue }
      #expect(throws: Never.self) { try RowFilter(completed.text, for: BatchRow.self) }
    }
  }
}
