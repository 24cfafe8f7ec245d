import TextCanvas

/// A heading of the help page with what stands under it.
struct HelpBlock: Hashable, Sendable {
  /// A key, a mark or a word, and what it means.
  struct Entry: Hashable, Sendable {
    let term: StyledLine
    let help: String

    init(_ term: StyledLine, _ help: String) {
      (self.term, self.help) = (term, help)
    }

    init(_ term: String, _ help: String) {
      self.init(StyledLine(SafeText(term), Style(.key)), help)
    }
  }

  let title: String
  let entries: [Entry]

  init(_ title: String, _ entries: [Entry]) {
    (self.title, self.entries) = (title, entries)
  }

  /// The keys of a view; what has none is in the palette alone.
  init(_ section: KeySection) {
    self.init(
      section.title,
      section.lines.filter { !$0.keys.isEmpty }.map { line in
        Entry(line.keys.map(\.name).joined(separator: " "), line.help)
      })
  }

  static let mouse = HelpBlock(
    "Mouse",
    [
      Entry("click", "selects; on a header sorts; on the footer presses the key"),
      Entry("double click", "opens"), Entry("wheel", "scrolls"),
    ])

  /// The filter language, and the fields of each list.
  static var filters: [HelpBlock] {
    [HelpBlock(FilterHelp.title, FilterHelp.forms.map { Entry($0.form, $0.help) })]
      + FilterHelp.lists.map { list in
        HelpBlock("Fields: \(list.list)", list.fields.map { Entry($0.name, $0.help) })
      }
  }

  /// The heading and its entries in so many columns, no word cut, and a blank line.
  func lines(width: Int) -> [StyledLine] {
    // Keys stand in one place down the page; a term that is longer has a line to itself.
    let term = min(width / 3, 15)
    let room = max(1, width - 2 - term)
    var lines = [StyledLine(SafeText(title), Style(.header, .bold))]
    for entry in entries {
      var first = StyledLine("  ")
      first.spans += entry.term.spans
      let gap = 2 + term - first.width
      let isBelow = gap < 1
      if isBelow { lines.append(first) }
      for (row, text) in SafeText(entry.help).wrapped(width: room).enumerated() {
        var line = row == 0 && !isBelow ? first : StyledLine()
        line.add(SafeText(String(repeating: " ", count: max(0, 2 + term - line.width))) + text)
        lines.append(line)
      }
    }
    return lines + [StyledLine()]
  }
}

/// The help page laid out for a width: in two columns where there is room for them.
struct HelpPage: Hashable, Sendable {
  /// Of the screen from which on there are two columns.
  private static let twoColumns = 100
  /// Blank columns at the left, between columns, and before the scrollbar.
  private static let margin = 2

  let width: Int
  /// Columns of text.
  let columnWidth: Int
  /// The lines of each row, from left to right.
  let rows: [[StyledLine]]

  /// From the start of a column to that of the next.
  var stride: Int { columnWidth + Self.margin }

  /// Each block goes into the column that is shorter by then, so that the first two stand side by side.
  init(_ blocks: [HelpBlock], width: Int) {
    let count = width >= Self.twoColumns ? 2 : 1
    self.width = width
    columnWidth = max(1, (width - 1) / count - Self.margin)
    var columns: [[StyledLine]] = Array(repeating: [], count: count)
    for block in blocks {
      let shortest = columns.indices.min { columns[$0].count < columns[$1].count } ?? 0
      columns[shortest] += block.lines(width: columnWidth)
    }
    let height = columns.map(\.count).max() ?? 0
    rows = (0..<height).map { row in
      columns.map { $0.indices.contains(row) ? $0[row] : StyledLine() }
    }
  }
}
