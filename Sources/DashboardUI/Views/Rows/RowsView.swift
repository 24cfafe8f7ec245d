import QueryCore
import ResultTables
import TextCanvas

/// The rows of a result: the pages in memory, and all a person did with them.
struct RowsView: DashboardView {
  enum Command: Hashable, Sendable {
    case open, viewCell
    case move(Movement)
    case moveLeft, moveRight, firstColumn, lastColumn
    case nextRow, previousRow
    case search, nextHit, previousHit
    case readAllRows, describeColumn, countValues
    case sortNext, sortReverse, showSorts, releaseOrder
    case copyCell, copyRow, copyColumn
    case export
    case nextGap
    case freeze, hideColumn, showColumns, narrower, wider
    case retry
  }

  /// How closely rows are looked at: Enter goes in, Esc comes out.
  enum Depth: Int, Hashable, Sendable {
    /// All of them, a line a row.
    case grid
    /// One row, a line or more a column.
    case record
    /// One cell, all of its text.
    case cell
  }

  let target: Target
  /// Its name in the breadcrumb: the opener knows what stands before it.
  let name: String
  /// Of a batch, where the rows of its queries stand; nil for the rows of one result.
  ///
  /// Then `row` and `topRow` are lines of it, of which some are gaps.
  var table: BatchTable?
  /// Of a batch, its queries as `table` has them.
  var queries: BatchRows = []
  /// What answers have told of the batch's queries.
  var learned = BatchTable.Learned()
  /// Whether the batch has ended.
  var isOver = false
  /// nil until the world has said how rows can be fetched.
  var window: ResultWindow?
  /// Why there are no rows at all, in a sentence.
  var refusal: String?
  /// The row under the cursor, from 0.
  var row = 0
  /// The column under the cursor, among all columns of the result.
  var column = 0
  /// The first row in view.
  var topRow = 0
  var columns = GridColumns()
  private(set) var depth = Depth.grid
  /// The first field in view, where one row is shown.
  var topField = 0
  /// Whether the cell was gone into from one row's view.
  private var cameFromRecord = false
  /// Lines scrolled down, where one cell is shown.
  var scroll = 0
  /// The cell shown by itself, as it was last broken into lines.
  var cellText: CellText?
  /// Digits typed so far: a row's number, which `G` then goes to.
  private(set) var digits = ""
  /// The row, from 0, whose number was typed before the key at hand.
  private(set) var typedRow: Int?
  /// The row the cursor is on its way to while pages come one after another; `Int.max` is the last.
  var destination: Int?
  /// Whether the key at hand has stopped the cursor on its way.
  private(set) var wasOnItsWay = false
  /// Set while the row the cursor went to for a hit has not come: whether it came from below.
  var seeksHit: Bool?
  var search: SearchState?
  var summary: SummaryState?
  /// How the rows shown are arranged; nil as the server has them.
  var arrangement: ResultArrangement?
  /// What lies beneath rows that are arranged, the server's own first.
  var beneath: [RowsLayer] = []
  /// Rows that were loaded when they were sorted or filtered.
  var rowsArranged = 0
  /// All rows, where they have been read into a private file or are being read.
  var kept = KeptState()

  init(_ target: Target, name: String) {
    self.target = target
    self.name = name
  }

  /// Rows the cursor can stand on, and gaps.
  var rowCount: Int { table?.lineCount ?? window?.rowCount ?? 0 }

  /// What there is to draw of a row.
  func state(of row: Int) -> ResultRowState {
    table?.gap(atLine: row) == nil ? window?.row(number(ofLine: row)) ?? .beyond : .beyond
  }

  /// Where grid and statistics lie.
  func layout(in area: Rect) -> RowsLayout {
    RowsLayout(in: area, facts: depth == .grid ? summary?.facts.count : nil)
  }

  /// Where the parts of the grid lie.
  func geometry(in area: Rect) -> GridGeometry {
    GridGeometry(
      in: layout(in: area).grid, rowCount: max(rowCount, table == nil ? window?.totalRows ?? 0 : 0),
      rowsShown: rowCount)
  }

  // MARK: Keys

  var keys: KeyTable<Command> { Self.keyTables[depth.rawValue] }

  func footer(_ facts: Facts) -> FooterChoice { FooterChoice(offersStop: canBeStopped(facts)) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .open: look(at: depth == .grid ? .record : .cell)
    case .viewCell: look(at: .cell)
    case .move(let movement): move(movement, facts)
    case .moveLeft: if depth == .record { moveRow(by: -1) } else { moveColumn(by: -1) }
    case .moveRight: if depth == .record { moveRow(by: 1) } else { moveColumn(by: 1) }
    case .firstColumn: goToColumn(last: false)
    case .lastColumn: goToColumn(last: true)
    case .nextRow: moveRow(by: 1)
    case .previousRow: moveRow(by: -1)
    case .search:
      return [.ask(Prompt(purpose: .search, text: "", past: search.map { [$0.needle] } ?? []))]
    case .nextHit: return goToHit(backwards: false, facts)
    case .previousHit: return goToHit(backwards: true, facts)
    case .readAllRows: return readAllRows(facts)
    case .describeColumn: return describeColumn(facts)
    case .countValues: return countValues()
    case .sortNext: return sortByNextColumn()
    case .sortReverse: return reverseSort()
    case .showSorts: return columns.measures.isEmpty ? [] : [.choose(columnChoice)]
    case .releaseOrder: return releaseOrder()
    case .copyCell: return copyCell(facts)
    case .copyRow: return copyRow(facts)
    case .copyColumn: return copyColumn(facts)
    case .export: return askForExport(.csv, facts)
    case .nextGap: return goToGap(facts)
    case .freeze: columns.isFrozen.toggle()
    case .hideColumn: columns.hide(column)
    case .showColumns: columns.showAll()
    case .narrower: columns.widen(column, by: -2)
    case .wider: columns.widen(column, by: 2)
    case .retry: return retry()
    }
    return []
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .key(let key): return type(key)
    case .mouse(let event): return use(event, facts)
    case .back: return stepBack(facts)
    case .leave: return leave()
    case .prompt(let purpose, let event): return receive(event, for: purpose, facts)
    case .results(let target, let event):
      guard target == self.target else { return nil }
      return apply(event, facts.snapshot.places(of: target.source), now: facts.now)
    case .columns(let event): return choose(event)
    case .valueChosen(let filter): return show(only: filter)
    case .select, .action, .pasted: return nil
    case .closing: return [.effect(.results(target, .close))]
    case .causeChosen: return nil
    }
  }

  /// A digit of a row's number, which `G` or Enter then goes to; 0 by itself is a key like others.
  ///
  /// Whatever is pressed, the cursor stops where it is on its way through the pages.
  private mutating func type(_ key: KeyPress) -> [ViewRequest]? {
    kept.hearKey()
    wasOnItsWay = destination != nil
    destination = nil
    if depth == .grid, case .character(let digit) = key, ("0"..."9").contains(digit),
      digit != "0" || !digits.isEmpty
    {
      if digits.count < 15 { digits.append(digit) }
      return []
    }
    typedRow = digits.isEmpty ? nil : max(0, (Int(digits) ?? .max) - 1)
    digits = ""
    guard key == .enter, let typedRow else { return nil }
    go(to: table?.line(ofRow: typedRow) ?? typedRow)
    return []
  }

  // MARK: In and out

  private mutating func look(at closer: Depth) {
    guard rowCount > 0 else { return }
    cameFromRecord = depth == .record
    depth = closer
    scroll = 0
  }

  private mutating func comeOut() -> [ViewRequest] {
    depth = depth == .cell && cameFromRecord ? .record : .grid
    scroll = 0
    return []
  }

  /// `q`: out of what is looked at and searched for; what is under way goes on.
  private mutating func leave() -> [ViewRequest]? {
    if wasOnItsWay { return [] }
    if depth != .grid { return comeOut() }
    guard search != nil || summary != nil, search?.isRunning != true, summary?.isRunning != true
    else { return [.close] }
    if summary != nil { summary = nil } else { search = nil }
    return []
  }

  /// Esc: first out of what is under way or in the way; nil where there is nothing.
  private mutating func stepBack(_ facts: Facts) -> [ViewRequest]? {
    if wasOnItsWay || kept.wasAsked { return [] }
    if depth != .grid { return comeOut() }
    let stopped = stopReading() + stopArranging()
    if !stopped.isEmpty { return stopped }
    if let job = facts.export, job.target == target, !job.isStopping { return [.stopExport] }
    if summary != nil {
      summary = nil
    } else if search != nil {
      search = nil
    } else if arrangement != nil {
      takeOff()
    } else {
      return nil
    }
    return []
  }
}
