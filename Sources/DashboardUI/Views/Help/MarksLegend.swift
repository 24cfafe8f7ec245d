import QueryCore
import TextCanvas

/// What every mark on the screen means, each as it is drawn here.
struct MarksLegend {
  private let glyphs: GlyphSet

  init(_ glyphs: GlyphSet) { self.glyphs = glyphs }

  var blocks: [HelpBlock] {
    [
      HelpBlock("Marks: states", states), HelpBlock("Marks: lists", lists),
      HelpBlock("Marks: matrix", matrix), HelpBlock("Marks: rows", rows),
    ].filter { !$0.entries.isEmpty }
  }

  private typealias Entry = HelpBlock.Entry

  private func entry(_ mark: SafeText, _ style: Style, _ help: String) -> Entry {
    Entry(StyledLine(mark, style), help)
  }

  private func entry(_ mark: String, _ style: Style, _ help: String) -> Entry {
    entry(SafeText(mark), style, help)
  }

  // MARK: States

  private static let meanings: [(QueryState, String)] = [
    (.waiting, "accepted, and not begun"), (.running, "at work"),
    (.succeeded, "ended well, with all its rows"), (.failed, "ended with an error"),
    (.stopped, "cancelled, or given up by the provider"),
    (.gone, "no longer known to the provider: expired, deleted, or never there"),
    (.unsupported, "of a kind the provider does not offer"),
    (.unknown("another word"), "a word of the provider's that querytop does not know; no end"),
  ]

  private var states: [Entry] {
    Self.meanings.map { state, meaning in
      let word = state.word == "another word" ? "" : state.word + ": "
      return entry(glyphs.glyph(state), Style(state.role, .bold), word + meaning)
    } + [
      entry(
        glyphs.alert, Style(.warning, .bold),
        "needs you, or something to know: a refused credential, an answer in doubt"),
      entry(
        glyphs.dot, Style(.succeeded),
        "how fresh the screen is: live, paused, throttled, stale, ended"),
    ]
  }

  // MARK: Lists

  private var lists: [Entry] {
    [
      entry(glyphs.mark, Style(.mark), "a row that is marked"),
      entry(
        glyphs.isASCII ? "^ v" : "▲ ▼", Style(.header), "the column sorted by: upwards, downwards"),
      entry(glyphs.ellipsis, Style(.muted), "cut here for want of room"),
      entry("+3", Style(.muted), "and three more"),
    ] + bars
  }

  private var bars: [Entry] {
    guard !glyphs.isPlain else { return [] }
    var bar = StyledLine()
    for part in [QueryState.succeeded, .failed, .running, .waiting] {
      let segment = BatchProgress.mark(of: part, glyphs)
      bar.add(SafeText(String(segment.glyph)), segment.style)
    }
    var line = StyledLine(
      SafeText(glyphs.glyph(.waiting).string + glyphs.glyph(.waiting).string), Style(.waiting))
    line.add(glyphs.isASCII ? "==" : "━━", Style(.running))
    return [
      Entry(bar, "in a bar: succeeded, failed, running, waiting"),
      Entry(line, "of a query: the time it waited, and the time it ran"),
    ]
  }

  // MARK: Matrix and rows

  private var matrix: [Entry] {
    let cells = CellState.allCases.filter { $0 != .running && $0 != .waiting && $0 != .succeeded }
    let letters = cells.map { cell in
      entry(String(cell.letter(glyphs)), cell.style(), "the worst in the cell: \(cell.state.word)")
    }
    let shares = glyphs.isASCII || glyphs.isPlain ? "1 5 9" : "▁ ▄ █"
    return letters + [
      entry(shares, Style(.failed), "at the rim: how much of the row or column failed")
    ]
  }

  private var rows: [Entry] {
    [
      entry(glyphs.null, Style(.muted), "null"),
      entry("\"\"", Style(.muted), "a text that is empty"),
      entry(glyphs.missing, Style(.muted), "a row without this column"),
      entry(glyphs.pending, Style(.muted), "a row that has not come yet"),
      entry(glyphs.isASCII ? "< >" : "‹ ›", Style(.muted), "more columns that way"),
    ]
  }
}
