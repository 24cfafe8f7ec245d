import FoundationEssentials
import QueryCore
import TextCanvas

/// A batch as a matrix of accounts and days: the map on which one bad account is a red row and one bad day a red column.
struct MatrixView: DashboardView {
  enum Command: Hashable, Sendable {
    case open
    case move(Movement)
    case moveLeft, moveRight, firstColumn, lastColumn
    case nextFailure, previousFailure
    case nextCause
    case sortRows, sortColumns
    case fold, unfold
    case copy
    case close
  }

  let target: Target
  /// What it shows; nil before the first answer.
  private(set) var grid: MatrixGrid?
  private(set) var choice = MatrixGrid.Choice()
  /// Which queries are lit; nil where all are alike.
  private(set) var highlight: MatrixHighlight?
  /// Whether each query is lit; empty where all are alike.
  private(set) var lit: [Bool] = []
  var cursor = MatrixGrid.Cursor(row: 0, column: 0)
  /// The first row and column in view, by their place in the order.
  var offset = MatrixGrid.Cursor(row: 0, column: 0)
  /// When the cursor was last moved; until then it rests on the first failure of the first row.
  var movedAt: Date?
  /// The query whose cell the cursor is put on once there is one.
  private var sought: String?
  /// Whether the batch's list lies under it, where several queries of a cell can be shown.
  let isOverList: Bool
  private var shown = Shown()

  /// What `grid` was made of.
  private struct Shown: Hashable {
    var area = Rect(x: 0, y: 0, width: 0, height: 0)
    var queries: BatchRows = []
    var version: Int?
    /// The moment its filter was asked at.
    var moment: Date?
    /// The version whose order the rows are in.
    var ordered: Int?
  }

  /// Seconds after a key for which rows that would move stay where they are.
  private static let hold = 5.0

  /// - Parameters:
  ///   - highlight: what was under the cursor where it was opened.
  ///   - id: the query the cursor begins on.
  ///   - isOverList: whether it is opened from the batch's list.
  init(
    _ target: Target, highlight: MatrixHighlight? = nil, at id: String? = nil,
    isOverList: Bool = true
  ) {
    self.target = target
    self.isOverList = isOverList
    self.highlight = highlight
    sought = id
  }

  static let keyTables = [
    KeyTable<Command>(
      "Matrix",
      [
        Binding(
          "matrix.open", [.enter], .open, footer: "open",
          "open the query of the cell; of several, list them"),
        .back("matrix.back", "light all cells alike again, then go back one view"),
        Binding(
          "matrix.nextFailure", ["n"], .nextFailure, footer: "next failed",
          "go to the next cell with a failure"),
        Binding(
          "matrix.previousFailure", ["N"], .previousFailure,
          "go to the previous cell with a failure"),
        Binding(
          "matrix.causes", ["c"], .nextCause, footer: "causes",
          "light the cells of the next cause; after the last, all alike"),
        Binding(
          "matrix.fold", ["-"], .fold, footer: "fold", "fold days into weeks, weeks into months"),
        Binding("matrix.unfold", ["+", "="], .unfold, "unfold months into weeks, weeks into days"),
        Binding(
          "matrix.sortRows", ["s"], .sortRows, footer: "sort",
          "put accounts in order by failures, or by name"),
        Binding(
          "matrix.sortColumns", ["S"], .sortColumns, "put days in order by failures, or by date"),
        Binding(
          "matrix.copy", ["y"], .copy, footer: "copy ids", "copy the ids of the cell's queries"),
        Binding("matrix.close", ["m"], .close, "go back to the batch"),
        .showRequests,
      ] + Binding.polling + Binding.movement(Command.move) + [
        Binding("matrix.left", ["h", .left], .moveLeft, "left"),
        Binding("matrix.right", ["l", .right], .moveRight, "right"),
        Binding("matrix.firstColumn", ["0"], .firstColumn, "to the first column"),
        Binding("matrix.lastColumn", ["$"], .lastColumn, "to the last column"),
      ] + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("matrix", .target(target)) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .open: return open(facts)
    case .move(let movement): move(movement, facts)
    case .moveLeft: move(columns: -1, facts)
    case .moveRight: move(columns: 1, facts)
    case .firstColumn: move(columns: -.max / 2, facts)
    case .lastColumn: move(columns: .max / 2, facts)
    case .nextFailure: return seekFailure(isForward: true, facts)
    case .previousFailure: return seekFailure(isForward: false, facts)
    case .nextCause: return lightNextCause(facts)
    case .sortRows: return sort(\.rows, facts)
    case .sortColumns: return sort(\.columns, facts)
    case .fold: return fold(isCoarser: true, facts)
    case .unfold: return fold(isCoarser: false, facts)
    case .copy: return copy(facts)
    case .close: return [.close]
    }
    return []
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event): return use(event, facts)
    case .back:
      guard highlight != nil else { return nil }
      light(nil, facts)
      return []
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    guard let batch = facts.batch(target) else {
      grid = nil
      return []
    }
    let version = facts.batches[target]?.version
    if shown.area != facts.area || grid == nil || !batch.queries.hasSameQueries(as: shown.queries) {
      rebuild(batch.queries, facts)
    } else if shown.version != version {
      grid?.update(to: batch.queries)
      light(highlight, facts)
    } else if shown.moment != facts.drawnAt, highlight?.dependsOnTime == true {
      light(highlight, facts)
    }
    shown.version = version
    shown.moment = facts.drawnAt
    shown.queries = batch.queries
    if shown.ordered != version, !isHeld(facts) {
      grid?.order(choice)
      shown.ordered = version
    }
    rest(facts)
    keepInView()
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    guard let grid else { return }
    MatrixPanel(view: self, grid: grid, facts: facts).draw(on: &frame)
  }
}

// MARK: - What is shown

extension MatrixView {
  /// Makes the grid anew, the cursor on what it was on.
  private mutating func rebuild(_ queries: BatchRows, _ facts: Facts) {
    let old = grid
    let new = MatrixGrid(queries, choice, in: facts.area)
    grid = new
    shown.area = facts.area
    shown.queries = queries
    shown.ordered = facts.batches[target]?.version
    light(highlight, facts)
    guard let old, old.matrix.columns.indices.contains(cursor.column),
      old.matrix.splits.rows.indices.contains(cursor.row)
    else { return }
    let row = old.matrix.splits.rows[cursor.row]
    let column = old.matrix.columns[cursor.column]
    cursor.row = new.matrix.splits.rows.firstIndex(of: row) ?? 0
    cursor.column = new.matrix.column(like: column) ?? 0
  }

  private func isHeld(_ facts: Facts) -> Bool {
    movedAt.map { facts.now.timeIntervalSince($0) < Self.hold } ?? false
  }

  /// Puts the cursor on the query sought, or, as long as nobody has moved it, on the first failure of the first row.
  private mutating func rest(_ facts: Facts) {
    guard let grid, movedAt == nil else { return }
    if let sought, let place = facts.batches[target]?.index(of: sought),
      let row = grid.matrix.rows(of: place).first
    {
      cursor = MatrixGrid.Cursor(row: row, column: grid.matrix.columns(of: place).lowerBound)
      return
    }
    guard let row = grid.rowOrder.first else { return }
    let cells = grid.matrix.cells(inRow: row, grid.matrix.columns.indices)
    let column = grid.columnOrder.first { cells[$0].failed > 0 } ?? grid.columnOrder.first
    cursor = MatrixGrid.Cursor(row: row, column: column ?? 0)
  }

  private mutating func light(_ new: MatrixHighlight?, _ facts: Facts) {
    highlight = new
    lit =
      new.map {
        $0.lit(facts.batch(target)?.queries ?? [], facts.batches[target], now: facts.drawnAt)
      } ?? []
  }

  private mutating func lightNextCause(_ facts: Facts) -> [ViewRequest] {
    let causes = facts.batches[target]?.causes ?? []
    guard !causes.isEmpty else { return [.say(Notice(facts.noFailure(in: target)))] }
    light(.next(after: highlight, in: causes), facts)
    return []
  }

  /// By failures, or by name and date.
  private mutating func sort(
    _ axis: WritableKeyPath<MatrixGrid.Choice, SplitMatrix.Order>, _ facts: Facts
  ) -> [ViewRequest] {
    guard let grid, !grid.isSubmission else { return [.say(Self.cannotChange)] }
    choice[keyPath: axis] = choice[keyPath: axis] == .failures ? .natural : .failures
    shown.area = Rect(x: 0, y: 0, width: 0, height: 0)
    return []
  }

  /// Folds days into weeks and weeks into months, or unfolds them.
  private mutating func fold(isCoarser: Bool, _ facts: Facts) -> [ViewRequest] {
    guard let grid, !grid.isSubmission else { return [.say(Self.cannotChange)] }
    let splits = grid.matrix.splits
    guard splits.hasDays else { return [.say(Notice("these dates are no days: nothing to fold"))] }
    let unit = grid.matrix.unit
    guard let next = isCoarser ? unit.coarser : unit.finer else {
      return [.say(Notice(isCoarser ? "months are the coarsest" : "days are the finest"))]
    }
    guard splits.units.contains(next) else {
      return [.say(Notice("too many \(next.plural) to show one by one"))]
    }
    choice.unit = next
    shown.area = Rect(x: 0, y: 0, width: 0, height: 0)
    return []
  }

  private static let cannotChange = Notice(
    "this batch names no accounts or no days: queries stand in the order of submission")
}
