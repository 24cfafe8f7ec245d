import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Handing over") struct HandOverTests {
  private func typed(_ state: inout Dashboard, _ text: String) -> [Effect] {
    for _ in 0..<80 { _ = state.apply(.keyPressed(.backspace)) }
    state.press(text)
    return state.apply(.keyPressed(.enter))
  }

  private func saved(_ effects: [Effect]) -> ListSave? {
    effects.lazy.compactMap { if case .save(let list) = $0 { list } else { nil } }.first
  }

  private func said(_ state: Dashboard) -> String { state.notice?.text ?? "" }

  @Test func `e saves the queries listed, in the order listed`() throws {
    var state = Dashboard.watching(columns: 120)
    state.press("fe")
    #expect(state.frame().lines.joined().contains("save 50 failed queries in: supermetrics-qrb_"))
    let list = try #require(saved(state.apply(.keyPressed(.enter))))
    #expect(list.path == "supermetrics-qrb_3feb5ff5c71e-failed.txt")
    #expect(list.format == .ids && list.what == "50 failed queries")
    guard case .queries(let queries, let target) = list.rows else {
      Issue.record("not queries")
      return
    }
    #expect(target == SampleBatch.target)
    #expect(queries.map(\.id) == Array(state.visible.ids))
  }

  @Test func `Tab goes round the formats and changes the ending of the name typed`() throws {
    var state = Dashboard.watching(columns: 120)
    state.press("e")
    var endings: [String] = []
    for _ in 0..<4 {
      let line = state.frame().lines.first { $0.contains(" in: ") } ?? ""
      endings.append(
        line.split(separator: " ").first { $0.hasPrefix("supermetrics-") }.map { $0.suffix(4) }.map(
          String.init) ?? "")
      _ = state.apply(.keyPressed(.tab))
    }
    #expect(endings == [".txt", ".csv", "json", ".txt"])
    #expect(try #require(saved(state.apply(.keyPressed(.enter)))).format == .csv)
  }

  @Test func `the ending of the name decides how a list is written`() throws {
    var state = Dashboard.watching()
    state.press("e")
    #expect(saved(typed(&state, "a.json"))?.format == .json)
    state.press("e")
    #expect(saved(typed(&state, "a.list"))?.format == .ids)
  }

  @Test func `a name that is empty, or Esc, saves nothing`() {
    var state = Dashboard.watching()
    state.press("e")
    #expect(typed(&state, "") == [])
    state.press("e")
    #expect(state.apply(.keyPressed(.escape)) == [])
    #expect(state.top is BatchView)
  }

  @Test func `where nothing is listed that is said`() {
    var state = Dashboard.watching()
    state.press("/zzz")
    _ = state.apply(.keyPressed(.enter))
    state.press("e")
    #expect(said(state) == "no query is listed: there is nothing to save")
    for (key, verb) in [("y", "copy"), (" ", "mark"), ("*", "mark"), ("o", "show")] {
      state.press(key)
      #expect(said(state) == "no query is listed: there is nothing to \(verb)")
    }
    _ = state.apply(.keyPressed(.enter))
    #expect(said(state) == "no query is listed: there is nothing to open")
  }

  @Test func `so it is in the list of targets`() {
    var state = Dashboard.watchingMany()
    state.press("/zzz")
    _ = state.apply(.keyPressed(.enter))
    for (key, verb) in [
      ("y", "copy"), ("Y", "copy"), (" ", "mark"), ("*", "mark"), ("o", "show"), ("e", "save"),
    ] {
      state.press(key)
      #expect(said(state) == "no target is listed: there is nothing to \(verb)")
    }
    _ = state.apply(.keyPressed(.enter))
    #expect(said(state) == "no target is listed: there is nothing to open")
  }

  @Test func `what became of the file is said`() {
    var state = Dashboard.watching()
    _ = state.apply(.saveEnded(.saved(.init("1 query", path: "ids.txt", bytes: 3))))
    #expect(said(state) == "1 query saved in ids.txt: 3 bytes")
    _ = state.apply(.saveEnded(.refused("ids.txt: the disk is full")))
    #expect(state.notice == Notice("ids.txt: the disk is full", isTrouble: true))
  }

  @Test func `y copies the id of the query under the cursor`() throws {
    var state = Dashboard.watching()
    state.press("jj")
    let id = try #require(state.batch?.queries.selected)
    #expect(state.apply(.keyPressed("y")) == [.copy(id)])
    #expect(said(state).hasPrefix("query id (\(id.utf8.count) bytes) sent to the terminal"))
  }

  @Test func `a text too long for the clipboard is cut after a whole line and says so`() throws {
    var options = DisplayOptions()
    options.clipboard = ClipboardRoute(receiver: .terminal, mostBytes: 100)
    let facts = Facts(
      targets: [], size: Size(columns: 80, rows: 24), now: SampleBatch.now, pace: .seconds(1),
      options: options)
    let text = (1...20).map { "line \($0)\n" }.joined()
    let requests = ViewRequest.copyLines(text, as: "ticket", facts)
    guard case .effect(.copy(let copied)) = requests.last, case .say(let notice) = requests.first
    else {
      Issue.record("nothing copied")
      return
    }
    #expect(copied.utf8.count <= 100)
    #expect(copied.hasPrefix("line 1\nline 2\n"))
    #expect(
      copied.hasSuffix("\n… cut here: the whole is 151 bytes, and the clipboard takes no more\n"))
    #expect(notice.weight == .trouble && notice.text.contains("of 151 bytes of the ticket"))
  }
}
