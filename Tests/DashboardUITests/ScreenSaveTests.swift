import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

/// Saving what is on the screen.
struct ScreenSaveTests {
  private func saved(_ effects: [Effect]) -> ScreenSave? {
    effects.lazy.compactMap { if case .saveScreen(let screen) = $0 { screen } else { nil } }.first
  }

  private func name(_ state: inout Dashboard, _ text: String) -> [Effect] {
    _ = state.apply(.keyPressed(.control("u")))
    state.press(text)
    return state.apply(.keyPressed(.enter))
  }

  @Test func `W asks for a name that tells the view and the time`() throws {
    var state = Dashboard.watching(columns: 100)
    state.press("W")
    let stamp = ClockText(offset: 0).fileStamp(SampleBatch.now)
    let line = try #require(state.frame().lines.first { $0.contains("save the screen in:") })
    #expect(line.contains("querytop-batch-\(stamp).txt") && line.contains("as text"))
    #expect(stamp.wholeMatch(of: /\d{4}-\d\d-\d\d-\d{6}/) != nil)
  }

  @Test func `what was on the screen is saved, without the question`() throws {
    var state = Dashboard.watching()
    state.press("jj")
    let before = state.frame()
    state.press("W")
    let screen = try #require(saved(state.apply(.keyPressed(.enter))))
    #expect(screen.frame == before && screen.frame.cursor?.isShown == false)
    #expect(state.top is BatchView)
    #expect(state.frame() == before)
  }

  @Test func `what had been said is in the picture`() throws {
    var state = Dashboard.watching()
    _ = state.apply(.saveEnded(.refused("ids.txt: the disk is full")))
    state.press("W")
    let screen = try #require(saved(state.apply(.keyPressed(.enter))))
    #expect(screen.frame.lines.contains { $0.contains("ids.txt: the disk is full") })
  }

  @Test func `that a file was saved is none of the next picture`() throws {
    var state = Dashboard.watching()
    let before = state.frame()
    _ = state.apply(.saveEnded(.saved(.init("the screen as text", path: "a.txt", bytes: 3))))
    state.press("W")
    let screen = try #require(saved(state.apply(.keyPressed(.enter))))
    #expect(screen.frame == before)
  }

  @Test func `the ending of the name decides, whatever its case; other names get the format shown`()
    throws
  {
    var state = Dashboard.watching()
    let names: [(String, ScreenFormat)] = [
      ("a.svg", .svg), ("b.ANSI", .ansi), ("c.ans", .ansi), ("d.txt", .text), ("e", .text),
      ("dir.svg/f", .text),
    ]
    for (path, format) in names {
      state.press("W")
      let screen = try #require(saved(name(&state, path)))
      #expect(screen.path == path && screen.format == format)
    }
  }

  @Test func `the format used last is proposed the next time`() {
    var state = Dashboard.watching(columns: 120)
    state.press("W")
    _ = name(&state, "a.svg")
    state.press("W")
    #expect(state.frame().lines.contains { $0.contains(".svg ") && $0.contains("as SVG") })
  }

  @Test func `Tab goes round the formats and keeps the name typed`() {
    var state = Dashboard.watching(columns: 120)
    state.press("W")
    _ = state.apply(.keyPressed(.control("u")))
    state.press("shot")
    var lines: [String] = []
    for _ in 0..<3 {
      _ = state.apply(.keyPressed(.tab))
      lines.append(state.frame().lines.first { $0.contains("save the screen") } ?? "")
    }
    let shown = zip(lines, ["shot.ans", "shot.svg", "shot.txt"])
    #expect(shown.allSatisfy { $0.contains(" \($1) ") }, "\(lines)")
  }

  @Test func `Esc and an empty name save nothing`() {
    var state = Dashboard.watching()
    state.press("W")
    #expect(state.apply(.keyPressed(.escape)) == [])
    #expect(state.top is BatchView)
    state.press("W")
    #expect(name(&state, "") == [])
    #expect(state.top is BatchView && state.stack.count == 1)
  }

  @Test func `F12 saves the screen while a line is typed, which goes on afterwards`() throws {
    var state = Dashboard.watching()
    state.press("/act")
    let before = state.frame()
    _ = state.apply(.keyPressed(.function(12)))
    let screen = try #require(saved(name(&state, "a.txt")))
    #expect(screen.frame.lines == before.lines)
    #expect(state.frame() == before)
    state.press("9")
    #expect(state.frame().lines.contains { $0.contains("filter: act9") })
    _ = state.apply(.keyPressed(.escape))
    #expect(state.visible.ids == Dashboard.watching().visible.ids)
  }

  @Test func `help is a picture too, and stays open`() throws {
    var state = Dashboard.watching()
    state.press("?W")
    #expect(state.frame().lines.contains { $0.contains("querytop-help-") })
    let screen = try #require(saved(state.apply(.keyPressed(.enter))))
    #expect(screen.frame.lines.contains { $0.contains("open the row under the cursor") })
    #expect(state.top is HelpView)
  }

  @Test func `every view has the key, and while a line is typed there is another`() {
    for section in KeyTables.all {
      let name = section.isTyping ? "prompt.saveScreen" : "app.saveScreen"
      #expect(section.lines.contains { $0.name == name }, "\(section.title)")
    }
  }
}
