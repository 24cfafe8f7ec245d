import ResultTables
import TextCanvas

/// The columns of the grid: how wide each is, which are shown, and which of them are in view.
struct GridColumns: Hashable, Sendable {
  /// What is known of each column of the result, in its order.
  private(set) var measures: [ColumnMeasure] = []
  private(set) var hidden: Set<Int> = []
  /// The columns shown, in order.
  private(set) var shown: [Int] = []
  /// Columns the widest title takes.
  private(set) var longestTitle = 0
  /// Whether the first column shown stays at the left edge.
  var isFrozen = false
  /// The first column in view right of the frozen one, as an index into `shown`.
  private(set) var first = 0

  /// Blank columns between two of the grid's.
  static let gap = 2
  /// A column that is cut by the right edge is shown if this much of it is left.
  static let leastCut = 6
  /// Cells measured of one page: a page must not cost a frame.
  private static let cellsMeasured = 8_192

  /// Measures a page's cells: widths only grow, so that nothing jumps.
  mutating func measure(_ window: ResultWindow, rows: Range<Int>) {
    for column in window.columns.dropFirst(measures.count) {
      let title = SafeText(column.name)
      longestTitle = max(longestTitle, title.width)
      measures.append(ColumnMeasure(title: title))
      shown.append(measures.count - 1)
    }
    guard !measures.isEmpty, !rows.isEmpty else { return }
    let sampled = max(8, Self.cellsMeasured / measures.count)
    let step = max(1, rows.count / sampled)
    for number in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
      guard case .loaded(let row) = window.row(number) else { continue }
      for column in measures.indices { measures[column].record(row, column) }
    }
  }

  /// Whether the columns are those of another grid.
  func hasSameTitles(as other: GridColumns) -> Bool {
    measures.elementsEqual(other.measures) { $0.title == $1.title }
  }

  // MARK: Choosing

  /// Hides a column; the last one stays.
  mutating func hide(_ column: Int) {
    guard shown.count > 1 else { return }
    hidden.insert(column)
    choose()
  }

  /// Shows a hidden column again.
  mutating func show(_ column: Int) {
    hidden.remove(column)
    choose()
  }

  mutating func showAll() {
    hidden = []
    choose()
  }

  /// Makes a column wider by `step`, or narrower.
  mutating func widen(_ column: Int, by step: Int) {
    guard measures.indices.contains(column) else { return }
    measures[column].widen(by: step)
  }

  private mutating func choose() {
    shown = measures.indices.filter { !hidden.contains($0) }
    first = max(0, min(first, shown.count - 1))
  }

  /// Where a column stands among those shown; for a hidden one, the place of the next.
  func index(of column: Int) -> Int {
    min(shown.firstIndex { $0 >= column } ?? shown.count, max(0, shown.count - 1))
  }

  // MARK: Laying out

  /// The columns in view, from left to right, within `width`.
  ///
  /// The last may be cut by the edge.
  func spans(width: Int) -> [ColumnSpan] {
    guard !shown.isEmpty, width > 0 else { return [] }
    var spans: [ColumnSpan] = []
    var x = 0
    func add(_ index: Int, most: Int = .max) -> Bool {
      let full = min(measures[shown[index]].width, most)
      let room = width - x
      guard spans.isEmpty || room >= full || room >= Self.leastCut else { return false }
      spans.append(ColumnSpan(column: shown[index], x: x, width: min(full, room)))
      x += full + Self.gap
      return x < width
    }
    var index = isFrozen ? max(first, 1) : first
    if isFrozen, !add(0, most: Self.mostFrozen(width)) { return spans }
    while index < shown.count, add(index) { index += 1 }
    return spans
  }

  /// Scrolls to the first column.
  mutating func rewind() { first = 0 }

  /// Scrolls sideways as little as brings a column wholly into view.
  mutating func bring(_ column: Int, into width: Int) {
    let index = index(of: column)
    let lowest = isFrozen ? 1 : 0
    if index < lowest { return }
    first = max(lowest, min(first, index))
    // The widest run of columns that ends with this one.
    var room = width - measures[shown[index]].width
    if isFrozen { room -= frozenWidth(width) + Self.gap }
    var least = index
    while least > lowest {
      room -= measures[shown[least - 1]].width + Self.gap
      if room < 0 { break }
      least -= 1
    }
    first = max(first, least)
  }

  /// Columns the frozen one takes: a third of the width at the most, for it is the others one scrolls to.
  func frozenWidth(_ width: Int) -> Int {
    guard isFrozen, let column = shown.first else { return 0 }
    return min(measures[column].width, Self.mostFrozen(width))
  }

  private static func mostFrozen(_ width: Int) -> Int { max(leastCut, width / 3) }

  /// Whether columns are out of view at the left and at the right.
  func isCut(width: Int) -> (left: Bool, right: Bool) {
    let last = spans(width: width).last
    let isLastWhole = last.map { $0.width == measures[$0.column].width } ?? true
    return (
      first > (isFrozen ? 1 : 0), !(isLastWhole && last?.column == shown.last)
    )
  }
}

/// What the cells seen say of a column: its width and the side its values stand at.
struct ColumnMeasure: Hashable, Sendable {
  let title: SafeText
  /// Columns the widest cell seen takes, or the title.
  private var widest: Int
  private var numbers = 0
  private var others = 0
  /// Columns a person has added, or taken off.
  private var change = 0

  /// Wider cells are cut, unless a person widens the column.
  static let mostByItself = 40
  static let least = 3
  static let most = 400

  init(title: SafeText) {
    self.title = title
    widest = max(Self.least, min(title.width, Self.mostByItself))
  }

  /// Columns it takes on screen.
  var width: Int { max(Self.least, min(widest + change, Self.most)) }

  /// Whether its values are mostly numbers, which stand at the right.
  var isNumeric: Bool { numbers > others }

  /// Measures one cell.
  mutating func record(_ row: ResultRow, _ column: Int) {
    let kind = row.kind(column)
    switch kind {
    case .missing, .null: return
    case .number: numbers += 1
    case .boolean, .string, .nested: others += 1
    }
    guard widest < Self.mostByItself else { return }
    let columns = row.withUTF8(column) { bytes in
      bytes.count <= widest && bytes.allSatisfy { $0 &- 0x20 < 0x5F }
        ? bytes.count : CellValue.columns(of: bytes, limit: Self.mostByItself)
    }
    widest = min(max(widest, columns), Self.mostByItself)
  }

  mutating func widen(by step: Int) {
    change = max(Self.least - widest, min(change + step, Self.most - widest))
  }
}
