import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The palette") struct PaletteViewTests {
  private func palette(_ state: Dashboard) throws -> PaletteView {
    try #require(state.top as? PaletteView)
  }

  private func names(_ state: Dashboard) throws -> [String] {
    try palette(state).found.map(\.entry.name)
  }

  private func opened(_ options: DisplayOptions = DisplayOptions(), _ keys: String = "")
    -> Dashboard
  {
    var state = Dashboard(
      targets: [SampleBatch.target], size: Size(columns: 80, rows: 24), now: SampleBatch.now,
      options: options)
    _ = state.apply(.snapshotArrived(SampleBatch().monitor))
    state.press(keys + ":")
    return state
  }

  /// A dashboard at which somebody has pressed a key, which every view takes for having been looked at.
  private var touched: Dashboard {
    var state = Dashboard.watching()
    state.press("\u{C4}")
    return state
  }

  // MARK: What it lists

  @Test func `lists what can be done here and everywhere, each with its key`() throws {
    let state = opened()
    let entries = try palette(state).entries
    let filter = try #require(entries.first { $0.name == "queries.filter" })
    #expect(filter.key == "/" && filter.words.hasPrefix("filter the queries"))
    #expect(entries.contains { $0.name == "app.theme" && $0.key == "t" })
    #expect(entries.contains { $0.name == "batch.rerun" && $0.key == "R" })
    #expect(!entries.contains { $0.name == "app.palette" }, "it is open")
  }

  @Test func `leaves out what would do nothing now`() throws {
    var state = opened()
    #expect(try !names(state).contains("queries.unmarkAll"), "nothing is marked")
    #expect(try !names(state).contains("app.later"), "this is now")
    _ = state.apply(.keyPressed(.escape))
    state.press(" :")
    #expect(try names(state).contains("queries.unmarkAll"))
  }

  @Test func `tries nothing out that is seen`() {
    var state = touched
    let before = state
    state.press(":")
    _ = state.apply(.keyPressed(.escape))
    #expect(state.stack == before.stack && state.facts == before.facts)
  }

  @Test func `has neither running again nor cancelling where querytop is read-only`() throws {
    let names = try names(opened(DisplayOptions(isReadOnly: true)))
    #expect(!names.contains("batch.rerun") && !names.contains("batch.cancel"))
  }

  @Test func `over a view that looks closer lists that one's keys`() throws {
    var state = Dashboard.watching()
    state.press("c:")
    #expect(try names(state).contains("app.back") == false)
    _ = state.apply(.keyPressed(.escape))
    state.press("m:")
    #expect(try names(state).contains("matrix.fold"))
    #expect(try !names(state).contains("queries.filter"))
  }

  // MARK: Typing

  @Test func `narrows to what is typed, the best first`() throws {
    var state = opened()
    state.press("failed only")
    #expect(try names(state).first == "queries.failedOnly")
    let count = try names(state).count
    #expect(try count < palette(state).entries.count)
  }

  @Test func `finds several words, each anywhere, and all of them`() throws {
    var state = opened()
    state.press("quer fail")
    #expect(try palette(state).found.contains { $0.places.count == 8 })
    state.press(" xyz")
    #expect(try names(state).isEmpty)
  }

  @Test(arguments: ["f", "S", "R", "/"]) func `finds a command by its key`(key: String) throws {
    var state = opened()
    state.press(key)
    #expect(try palette(state).found.first?.entry.key == key)
  }

  @Test(arguments: [("ticket", "batch.copyTicket"), ("batch.save", "batch.save")])
  func `finds a command by the footer's word and by its name`(typed: String, name: String) throws {
    var state = opened()
    state.press(typed)
    #expect(try names(state).contains(name))
  }

  @Test(arguments: [
    ("exit", "app.quit"), ("refresh", "app.pollNow"), ("reload", "app.pollNow"),
    ("export", "batch.save"), ("download", "batch.save"), ("back", "app.leave"),
    ("undo", "app.leave"), ("colors", "app.theme"), ("Colours", "app.theme"),
    ("mouse", "app.mouse"), ("retry", "batch.rerun"), ("kill", "batch.cancel"),
    ("errors", "causes.focus"), ("log", "app.requests"), ("heatmap", "batch.matrix"),
    ("screenshot", "app.saveScreen"), ("search", "queries.filter"), ("export csv", "batch.save"),
  ])
  func `finds a command by what other programs call it`(typed: String, name: String) throws {
    var state = opened()
    state.press(typed)
    #expect(try names(state).contains(name))
  }

  @Test func `is called as typed before it is meant by it`() throws {
    let own = PaletteEntry(try #require(KeyTables.lines["rows.freeze"]))
    let other = PaletteEntry(try #require(KeyTables.lines["app.pause"]))
    let (called, meant) = (try #require(own.match("freeze")), other.match("freeze"))
    #expect(try called.score > #require(meant).score)
  }

  @Test func `knows a cell's whole text by the word for breaking lines`() {
    let line = KeyTables.lines["rows.cell"]
    #expect(line.flatMap { PaletteEntry($0).match("wrap") } != nil)
  }

  @Test(arguments: PaletteSynonyms.words.keys.sorted())
  func `has synonyms for words that its keys are told by`(word: String) {
    let texts = KeyTables.lines.values.flatMap { [$0.name, $0.footer ?? "", $0.help] }
    #expect(texts.contains { $0.split { !$0.isLetter }.contains(Substring(word)) })
  }

  @Test func `shows the letters found as a search shows its hits`() throws {
    var state = opened()
    state.press("matrix")
    let frame = state.frame()
    let y = try #require(frame.lines.firstIndex { $0.contains("as a matrix") })
    let line = frame.lines[y]
    let place = try #require(line.firstRange(of: "matrix"))
    let x = line.distance(from: line.startIndex, to: place.lowerBound)
    #expect((x..<x + 6).allSatisfy { frame[$0, y].style.role == .mark })
    #expect(frame[x - 2, y].style.role == .text)
  }

  @Test func `says so where nothing is called that, and does nothing by Enter`() throws {
    var state = opened()
    state.press("zzqzz")
    #expect(state.frame().lines.contains { $0.contains("nothing here is called that") })
    #expect(state.apply(.keyPressed(.enter)) == [])
    #expect(state.top is PaletteView)
    for _ in 0..<5 { _ = state.apply(.keyPressed(.backspace)) }
    #expect(try palette(state).found.count == palette(state).entries.count)
  }

  @Test func `takes the first line of pasted text`() throws {
    var state = opened()
    let bytes = Array("matrix\nq\n".utf8)
    _ = state.apply(.pasted(PastedText(bytes, of: bytes.count)))
    #expect(try palette(state).typed == "matrix")
    #expect(try names(state).first == "batch.matrix")
  }

  // MARK: What can be done

  @Test func `leaves out polling where everything has ended, and r says why`() throws {
    var state = Dashboard.watching()
    #expect(try names(opened()).contains("app.pollNow"))
    var monitor = SampleBatch(started: 848).monitor
    monitor.targets[0].state = .failed
    monitor.targets[0].endedAt = SampleBatch.now
    _ = state.apply(.snapshotArrived(monitor))
    #expect(state.apply(.keyPressed("r")) == [])
    #expect(state.frame().lines.contains { $0.contains("there is nothing left to poll") })
    state.press("j")
    #expect(!state.frame().lines[23].contains("poll now"))
    state.press(":")
    #expect(try !names(state).contains("app.pollNow"))
  }

  @Test func `lists the movements that lead somewhere`() throws {
    func movements(_ keys: String) throws -> [String] {
      var state = Dashboard.watching()
      state.press(keys)
      state.press(":")
      return try names(state).filter { $0.hasPrefix("move.") }
    }
    #expect(try !movements("").contains("move.up") && movements("").contains("move.down"))
    #expect(try !movements("G").contains("move.last") && movements("G").contains("move.first"))
    var state = Dashboard.watching()
    state.press("/query_777")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.visible.ids.count < 5)
    state.press("G:")
    #expect(try !names(state).contains("move.down"))
  }

  // MARK: Doing it

  @Test func `does by Enter exactly what the key does`() throws {
    for entry in try palette(opened()).entries {
      var (byKey, byPalette) = (Dashboard.watching(), opened())
      let lines = KeyTables.lines
      let key = try #require(lines[entry.name]?.keys.first)
      let effects = byKey.apply(.keyPressed(key))
      byPalette.press(entry.name)
      while try names(byPalette)[palette(byPalette).list.index] != entry.name {
        _ = byPalette.apply(.keyPressed(.down))
      }
      #expect(byPalette.apply(.keyPressed(.enter)) == effects, "\(entry.name)")
      #expect(byPalette.frame() == byKey.frame(), "\(entry.name)")
    }
  }

  @Test(arguments: [KeyPress.escape, .control("c")])
  func `is left without a trace`(key: KeyPress) {
    var state = touched
    let before = state
    state.press(":rerun")
    #expect(state.apply(.keyPressed(key)) == [])
    #expect(state.stack == before.stack)
  }

  @Test func `is used by the mouse: a press selects, a second one does it`() throws {
    var state = opened()
    state.press("matrix")
    let y = try #require(state.frame().lines.firstIndex { $0.contains("as a matrix") })
    _ = state.apply(.mouseUsed(.pressed(x: 20, y: y)))
    #expect(state.top is PaletteView)
    _ = state.apply(.mouseUsed(.doublePressed(x: 20, y: y)))
    #expect(state.top is MatrixView)
  }

  // MARK: On the screen

  @Test(arguments: [(1, 1), (5, 3), (20, 5), (40, 20), (80, 24), (120, 36), (200, 60)])
  func `is drawn at every size, the caret behind what is typed`(columns: Int, rows: Int) {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press(":fail")
    let frame = state.frame()
    #expect(frame.size == Size(columns: columns, rows: rows))
    guard columns >= 20 else { return }
    let cursor = frame.cursor
    #expect(cursor.map { frame[$0.x - 1, $0.y].glyph == "l" } == true)
  }

  @Test func `stands still while its list gets shorter`() throws {
    var state = opened()
    func corners(_ state: Dashboard) -> [Int] {
      state.frame().lines.enumerated().filter { $1.contains("╭ Commands") || $1.hasPrefix("╰") }
        .map(\.offset)
    }
    let before = corners(state)
    state.press("matrix")
    #expect(!before.isEmpty && corners(state) == before)
  }

  @Test func `opens over other lists and help, but not while text is typed`() {
    for keys in ["t:", "?:", "i:", "c:"] {
      var state = Dashboard.watching()
      state.press(keys)
      #expect(state.top is PaletteView, "\(keys)")
    }
    var state = Dashboard.watching()
    state.press("/:")
    #expect(state.top is PromptView)
  }
}
