import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Keys of a person's own") struct RemappedKeysTests {
  private func keymap(_ keys: [String: [KeyPress]]) throws -> Keymap {
    var keymap = Keymap()
    for (name, keys) in keys { try keymap.give(name, keys) }
    return keymap
  }

  private func watching(_ keys: [String: [KeyPress]], columns: Int = 80) throws -> Dashboard {
    var state = Dashboard(
      targets: [SampleBatch.target], size: Size(columns: columns, rows: 24), now: SampleBatch.now,
      options: DisplayOptions(keymap: try keymap(keys)))
    _ = state.apply(.snapshotArrived(SampleBatch().monitor))
    return state
  }

  // MARK: What they do

  @Test func `do what the keys they are in place of did, and these do nothing any more`() throws {
    var state = try watching(["queries.failedOnly": ["x", .function(5)]])
    state.press("x")
    #expect(state.batch?.filter.failedOnly == true)
    _ = state.apply(.keyPressed(.function(5)))
    #expect(state.batch?.filter.failedOnly == false)
    state.press("f")
    #expect(state.batch?.filter.failedOnly == false)
    #expect(state.frame().lines.contains { $0.contains("f does nothing here; ? shows the keys") })
  }

  @Test func `may change places`() throws {
    let keymap = try keymap(["queries.failedOnly": ["c"], "causes.focus": ["f"]])
    #expect(keymap.conflict(of: "queries.failedOnly") == nil)
    #expect(keymap.conflict(of: "causes.focus") == nil)
  }

  @Test func `leave the arrows where they were`() throws {
    var state = try watching(["move.down": ["e"], "batch.save": ["w"]])
    state.press("e")
    #expect(state.batch?.queries.index == 1)
    _ = state.apply(.keyPressed(.down))
    #expect(state.batch?.queries.index == 2)
    state.press("j")
    #expect(state.batch?.queries.index == 2)
  }

  @Test func `leave the interrupt key what it is`() throws {
    var state = try watching(["app.interrupt": []])
    #expect(state.apply(.keyPressed(.control("c"))) == [.interrupt])
  }

  @Test func `may be none: then the palette alone has it`() throws {
    var state = try watching(["queries.failedOnly": []])
    #expect(state.frame().lines.last?.contains("failed") == false)
    state.press("f")
    #expect(state.batch?.filter.failedOnly == false)
    state.press(":failed only")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.batch?.filter.failedOnly == true)
  }

  // MARK: Where they are shown

  @Test func `stand in the hints of every view`() throws {
    var state = try watching([
      "batch.back": [.function(8)], "queries.failedOnly": ["x"], "app.earlier": ["L"],
      "app.later": ["H"], "app.pause": ["b"],
    ])
    state.press("x")
    #expect(state.frame().lines.contains { $0.contains("failed only  F8 shows all") })
    state.press("/nothing at all")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.frame().lines.contains { $0.contains("no query matches: F8 shows all") })
  }

  @Test func `a hint names only keys of bindings that there are`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Sources/DashboardUI").path
    let files = try #require(FileManager.default.enumerator(atPath: folder))
    let pattern = try Regex<(Substring, Substring)>(#"keyName\("([A-Za-z.]+)"\)"#)
    var named: [String] = []
    for case let name as String in files where name.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      named += text.matches(of: pattern).map { String($0.output.1) }
    }
    #expect(named.count > 20)
    #expect(Set(named).subtracting(Keymap.names) == [])
  }

  @Test func `stand in footer, help and palette, and in what is said`() throws {
    var state = try watching([
      "queries.failedOnly": ["x"], "app.help": [.function(1)], "app.mouse": ["W"],
    ])
    #expect(state.frame().lines.last?.contains("x failed") == true)
    #expect(state.frame().lines.last?.contains("F1 help") == true)
    state.press(":failed only")
    #expect(state.frame().lines.contains { $0.contains("x") && $0.contains("failed queries only") })
    _ = state.apply(.keyPressed(.escape))
    state.press("W")
    #expect(state.frame().lines.contains { $0.contains("W takes it back") })
    _ = state.apply(.keyPressed(.function(1)))
    let help = state.frame().lines
    #expect(help.contains { $0.contains("x    ") && $0.contains("show failed queries only") })
    #expect(!help.contains { $0.contains("f    ") && $0.contains("show failed queries only") })
  }

  @Test func `are pressed by a click on the footer`() throws {
    var state = try watching(["queries.failedOnly": ["x"]], columns: 120)
    let line = try #require(state.frame().lines.last)
    let place = try #require(line.firstRange(of: "x failed"))
    let x = line.distance(from: line.startIndex, to: place.lowerBound)
    _ = state.apply(.mouseUsed(.pressed(x: x + 3, y: 23)))
    #expect(state.batch?.filter.failedOnly == true)
  }

  // MARK: What is refused

  @Test(arguments: [
    ("queries.failedOnly", "c", "causes.focus in Batch"),
    ("queries.failedOnly", "q", "app.leave in Batch"),
    ("rows.export", "$", "rows.lastColumn in Rows"),
    ("app.theme", "f", "targets.troubleOnly in Targets"),
    ("app.help", "j", "move.down in Targets"),
  ])
  func `are told where another has the key`(name: String, key: String, other: String) throws {
    let press = try #require(KeyPress(named: key))
    let problem = try #require(try keymap([name: [press]]).conflict(of: name))
    #expect(problem.key == press)
    #expect(problem.reason.hasPrefix("\(press.name) is \(other) ("), "\(problem.reason)")
    #expect(problem.reason.contains("another key too, as in"))
  }

  @Test(arguments: [KeyPress.control("c"), .down, .left])
  func `are never the interrupt key's or an arrow's`(key: KeyPress) throws {
    let problem = try #require(try keymap(["rows.export": [key]]).conflict(of: "rows.export"))
    #expect(problem.reason.hasSuffix("which it always is: use another key"))
  }

  @Test(arguments: [
    ("app.leave", [KeyPress](), "a way out"), ("app.back", [], "a way out"),
    ("prompt.accept", [], "while text is typed"), ("prompt.accept", ["x"], "is text"),
    ("prompt.complete", [.control("a")], "is text or moves in it"),
    ("rows.export", ["7"], "begins a row's number"), ("app.theme", ["T", "T"], "twice"),
  ])
  func `are refused where they would lead nowhere`(
    name: String, keys: [KeyPress], reason: String
  ) throws {
    var keymap = Keymap()
    let problem = try #require(throws: Keymap.Problem.self) { try keymap.give(name, keys) }
    #expect(problem.reason.contains(reason), "\(problem.reason)")
  }

  @Test func `take a free key that is proposed`() throws {
    var keymap = try keymap(["queries.failedOnly": ["c"]])
    let reason = try #require(keymap.conflict(of: "queries.failedOnly")?.reason)
    let proposed = try #require(reason.split(separator: " ").last)
    try keymap.give("causes.focus", [try #require(KeyPress(named: String(proposed)))])
    #expect(keymap.conflict(of: "queries.failedOnly") == nil)
    #expect(keymap.conflict(of: "causes.focus") == nil)
  }

  // MARK: Names

  @Test func `are named as the tables write them`() {
    let others: [KeyPress] = [.control(" "), .wordLeft, .wordRight, .deleteWord, .function(20)]
    for key in KeyTables.all.flatMap(\.lines).flatMap(\.keys) + others {
      #expect(KeyPress(named: key.name) == key, "\(key)")
    }
  }

  @Test(arguments: [
    ("esc", KeyPress.escape), ("Return", .enter), ("pageup", .pageUp), ("shift-tab", .backTab),
    ("Ctrl-X", .control("x")), ("^x", .control("x")), ("C-x", .control("x")),
    ("Alt+x", .alt("x")), ("M-X", .alt("X")), ("f12", .function(12)), (" ", " "), ("é", "é"),
    ("^I", .tab), ("^M", .enter), ("^J", .enter), ("^H", .backspace), ("^[", .escape), ("^", "^"),
    ("F", "F"), ("alt-backspace", .alt("\u{7F}")), ("Ctrl-Space", .control(" ")),
    ("^@", .control(" ")), ("^Space", .control(" ")), ("Ctrl-/", .control("_")),
    ("Shift-F3", .function(15)), ("S-F8", .function(20)), ("ctrl-left", .wordLeft),
    ("Alt-Right", .wordRight), ("Ctrl-Del", .deleteWord),
  ])
  func `are understood by other usual names`(name: String, key: KeyPress) {
    #expect(KeyPress(named: name) == key)
  }

  @Test(arguments: [
    "", "gg", "F0", "F21", "S-F9", "^1", "^xy", "Alt-", "Hyper-x", "\t", "\u{1}", "\u{85}",
  ])
  func `are not understood where no terminal sends them`(name: String) {
    #expect(KeyPress(named: name) == nil)
  }
}
