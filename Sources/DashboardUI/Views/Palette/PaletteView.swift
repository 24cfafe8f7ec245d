import TextCanvas

/// All that can be done in the view beneath, found by a few letters; Enter does it as its key would.
///
/// ```
/// ╭ Commands ──────────────────────────── 3 of 41 ╮
/// │ : fail                                        │
/// │ f      show failed queries only               │
/// │ n      go to the next failure                 │
/// ╰───────────────────────────────────────────────╯
/// ```
struct PaletteView: DashboardView {
  enum Command: Hashable, Sendable {
    case run
    case cancel
    case move(Movement)
  }

  /// All there are, in the order they are offered.
  let entries: [PaletteEntry]
  /// Those that fit what is typed, the best first, with the letters found.
  private(set) var found: [Found]
  private(set) var list = ListPanel()
  private var input = TextInput()

  /// An entry and where the letters typed stand in its words.
  struct Found: Hashable, Sendable {
    let entry: PaletteEntry
    let places: [Int]
  }

  init(_ lines: [KeyLine]) {
    entries = lines.map { PaletteEntry($0) }
    found = entries.map { Found(entry: $0, places: []) }
  }

  static let isOverlay = true

  static let keyTables = [
    KeyTable<Command>(
      "Palette", isTyping: true,
      [
        Binding("palette.run", [.enter], .run, footer: "do it", "do what is chosen"),
        Binding(
          "palette.cancel", [.escape, .control("c")], .cancel, footer: "close", "do nothing"),
        Binding("palette.down", [.down, .control("n")], .move(.down), "down"),
        Binding("palette.up", [.up, .control("p")], .move(.up), "up"),
        Binding("palette.pageDown", [.pageDown], .move(.pageDown), "a page down"),
        Binding("palette.pageUp", [.pageUp], .move(.pageUp), "a page up"),
      ] + Binding.typing)
  ]

  /// What is typed.
  var typed: String { input.text }

  private var ids: [String] { found.map(\.entry.name) }

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("commands", nil) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .run:
      guard ids.indices.contains(list.index) else { return [] }
      return [.close, .run(ids[list.index])]
    case .cancel: return [.close]
    case .move(let movement):
      list.move(movement, in: ids, height: layout(facts).list.height)
      return []
    }
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .key(let key):
      let before = input.text
      guard input.press(key) else { return nil }
      if input.text != before { search() }
      return []
    case .pasted(let text):
      input.insert(text.line)
      search()
      return text.hasMore ? [.say(Notice(PastedText.cutNote, .aside))] : []
    case .mouse(let event):
      let isChosen = list.use(event, in: layout(facts).list, ids)
      return isChosen ? perform(.run, facts) : []
    default: return nil
    }
  }

  /// Finds anew what fits; equals stay in the order they are offered in.
  private mutating func search() {
    let typed = input.text
    list.reset()
    guard typed.contains(where: { $0 != " " }) else {
      found = entries.map { Found(entry: $0, places: []) }
      return
    }
    let matches = entries.enumerated().compactMap { place, entry in
      entry.match(typed).map { (place: place, match: $0) }
    }
    found = matches.sorted { ($1.match.score, $0.place) < ($0.match.score, $1.place) }
      .map { Found(entry: entries[$0.place], places: $0.match.places) }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    list.reconcile(with: ids, height: layout(facts).list.height)
    return []
  }

  private func layout(_ facts: Facts) -> PaletteLayout { PaletteLayout(entries, in: facts.area) }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    PalettePanel(view: self, layout: PaletteLayout(entries, in: rect), glyphs: facts.options.glyphs)
      .draw(on: &frame)
  }

  /// What stands in the line, and the column of the caret.
  func line(width: Int) -> (text: SafeText, caret: Int) {
    let (text, caret) = input.view(width: width)
    return (text, caret)
  }
}
