import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The last answer") struct AnswerViewTests {
  private func answer(
    _ text: String, bytes: Int? = nil, columns: Int = 80, rows: Int = 24
  ) -> Dashboard {
    var state = SampleQuery.dashboard(
      SampleQuery.answering(text, bytes: bytes), columns: columns, rows: rows)
    state.press("v")
    return state
  }

  @Test func `is laid out with numbers, escapes and order as they were sent`() {
    let text = answer(#"{"b":1.50,"a":[1E3,"\u00e9"],"b":-0}"#).text
    for line in [#""b": 1.50,"#, "1E3,", #""\u00e9""#, #""b": -0"#] { #expect(text.contains(line)) }
    let start = text.range(of: "1.50")?.lowerBound ?? text.endIndex
    #expect(text[start...].contains("-0"))
  }

  @Test func `that is no JSON is shown as it came and said to be so`() {
    let text = answer("<html>\n<b>Bad  gateway</b>{\"a\":1}").text
    #expect(text.contains("<b>Bad  gateway</b>{\"a\":1}"))
    #expect(text.contains("not JSON: shown as it came"))
  }

  @Test func `of which only the start is kept says how much that is`() {
    let text = answer(#"{"a":[1,2"#, bytes: 3_204_112).text
    #expect(text.contains("3,204,112 bytes, the first 9 kept"))
    #expect(!text.contains("not JSON"))
  }

  @Test func `says its status, its age and its request id`() {
    var state = answer("{}")
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(12)))
    let text = state.text
    #expect(text.contains("HTTP 200 · 12s old, from 12:39:12 · 2 bytes"))
    #expect(text.contains("GyXKKPKkFwN4TJVGX_UKOYMFyRlfV0Sl"))
  }

  @Test func `cannot move the cursor, hide or reorder anything`() {
    let text = answer("{\"a\":\"\u{1B}[2J\u{9B}31m\u{202E}abc\u{07}\"}").text
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text.unicodeScalars.contains { [0x9B, 0x202E].contains($0.value) })
    #expect(text.contains("^[[2J<9B>31m<202E>abc^G"))
  }

  @Test func `is copied whole as it came, or not at all`() {
    var state = answer("{ \"a\" : 1 }")
    #expect(state.apply(.keyPressed("y")) == [.copy("{ \"a\" : 1 }")])
    var long = answer("\"" + String(repeating: "x", count: 100_000) + "\"")
    #expect(long.apply(.keyPressed("y")) == [])
    #expect(long.notice?.text.contains("e saves it") == true)
  }

  @Test func `is saved as it came`() {
    var state = answer("{ \"a\" : 1 }")
    state.press("e")
    let effects = state.apply(.keyPressed(.enter))
    guard case .save(let list)? = effects.first else {
      Issue.record("nothing is saved: \(effects)")
      return
    }
    #expect(list.rows == .text("{ \"a\" : 1 }"))
    #expect(list.path == "supermetrics-abc123-answer.json")
  }

  @Test func `is searched from what is in view on, round the end, without regard to case`() {
    let lines = (0..<100).map { "\"k\($0)\":\($0 % 40 == 7 ? "\"Needle\"" : "0")" }
    var state = answer("{" + lines.joined(separator: ",") + "}")
    state.press("/needle")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.text.contains("1 of 3"))
    state.press("n")
    #expect(state.text.contains("\"k47\": \"Needle\"") && state.text.contains("2 of 3"))
    state.press("nn")
    #expect(state.text.contains("\"k7\": \"Needle\"") && state.text.contains("1 of 3"))
    state.press("N")
    #expect(state.text.contains("\"k87\": \"Needle\"") && state.text.contains("3 of 3"))
    _ = state.apply(.keyPressed(.escape))
    #expect(state.top is AnswerView && !state.text.contains("3 of 3"))
    _ = state.apply(.keyPressed(.escape))
    #expect(state.top is QueryView)
  }

  @Test func `in which the text is not says so`() {
    var state = answer("{}")
    state.press("/needle")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.text.contains("\"needle\" is not in this answer"))
  }

  @Test func `stays where it is scrolled to when the next one comes`() {
    let text = "[" + (0..<200).map { "\($0)" }.joined(separator: ",") + "]"
    var state = answer(text)
    for _ in 0..<3 { _ = state.apply(.keyPressed(.pageDown)) }
    let scroll = (state.top as? AnswerView)?.scroll
    _ = state.apply(
      .snapshotArrived(MonitorSnapshot(targets: [SampleQuery.answering(text + " ")])))
    #expect((state.top as? AnswerView)?.scroll == scroll && scroll != 0)
  }

  @Test func `of a query of a batch is that of its own status page`() {
    var state = Dashboard.watching()
    state.press("f")
    _ = state.apply(.keyPressed(.enter))
    state.press("v")
    #expect(state.text.contains("no good answer yet"))
    var monitor = SampleBatch().monitor
    guard case .child(_, let id)? = (state.stack[1].view as? QueryView)?.subject else {
      Issue.record("no query is open")
      return
    }
    var followed = TargetSnapshot(target: sampleTarget("supermetrics:query/\(id)"), state: .failed)
    followed.observedAt = SampleBatch.now
    followed.detail = .query(QueryDetail(rawAnswer: #"{"here":1}"#))
    monitor.followed = [followed]
    _ = state.apply(.snapshotArrived(monitor))
    #expect(state.text.contains("\"here\": 1"))
  }

  @Test func `every row of it is reached, and the scrollbar says where one is`() {
    var state = answer(
      "[" + (0..<500).map { "\($0)" }.joined(separator: ",") + "]", columns: 40, rows: 20)
    state.press("G")
    #expect(state.text.contains("499") && state.text.contains("of 502"))
    let bar = state.frame().lines.map { $0.dropLast(1).last }
    #expect(bar.contains("┃"))
  }
}

@Suite("What is found in a text") struct TextHitsTests {
  @Test func `marks the parts of a row that belong to a hit, one that goes on in the next row too`()
  {
    let hits = TextHits("abc", in: Array("xxABCxxab".utf8) + Array("cxx".utf8))
    #expect(hits.places == [2, 7])
    let parts = hits.parts(of: 0..<9)
    #expect(parts.map(\.range) == [0..<2, 2..<5, 5..<7, 7..<9])
    #expect(parts.map(\.isHit) == [false, true, false, true])
    #expect(hits.parts(of: 9..<12).map(\.isHit) == [true, false])
  }

  @Test func `a text longer than what it is looked for in is not found`() {
    #expect(TextHits("abcd", in: Array("abc".utf8)).places.isEmpty)
    #expect(TextHits("", in: Array("abc".utf8)).places.isEmpty)
  }
}
