import QueryCore
import QueryMonitoring
import ResultTables

/// The rows of a batch's queries on their way into one file: those of a query when all of them have come,
/// in the order of submission, whatever order they come in.
///
/// The one page of a query whose turn it is goes from memory into the file; all else waits on the disk (`PageSpool`)
/// until its turn comes. The header of a table needs the columns of all pages. A file of its own is begun with those
/// known, and made wider in place in the end if there came more; a pipe, which cannot be, gets its first byte when
/// all rows are there.
nonisolated struct BatchFile {
  private let file: ExportFile
  private let spool: PageSpool
  private let format: RowFormat
  private let makeWriter: ([String]) -> RowWriter
  private var columns = ColumnUnion(SplitColumns.names)
  private var table = TableFile()
  private var writer: RowWriter
  /// The columns `writer` writes.
  private var writerColumns = 0
  /// The first page of the query that is being read.
  private var held: (query: String, page: ResultPage)?
  private var kept: [String: [PageSpool.Place]] = [:]
  /// How the reading of each query ended.
  private(set) var readings: [String: QueryReading] = [:]
  /// The place of the first query that is not in the file.
  private var next = 0
  /// Queries that are.
  private var written: Set<String> = []
  private var hasBegun = false
  /// Rows in the file.
  private(set) var rows = 0
  /// Bytes in the file.
  private(set) var bytes = 0

  /// - Parameter makeWriter: makes a writer for a table with a header.
  init(
    _ file: ExportFile, _ format: RowFormat, spool: PageSpool,
    writing makeWriter: @escaping ([String]) -> RowWriter
  ) {
    self.file = file
    self.spool = spool
    self.format = format
    self.makeWriter = makeWriter
    writer = makeWriter([])
  }

  /// Keeps a page of a query that is being read.
  mutating func keep(_ page: ResultPage, of query: BatchQuery) throws {
    try columns.add(page.names)
    if let held {
      kept[held.query, default: []].append(try spool.append(held.page))
      self.held = nil
    }
    if kept[query.id] == nil {
      held = (query.id, page)
    } else {
      kept[query.id]?.append(try spool.append(page))
    }
  }

  /// Records how the reading of a query ended: of one whose rows cannot be had none is written.
  mutating func end(_ query: BatchQuery, _ reading: QueryReading) {
    readings[query.id] = reading
    if case .unavailable = reading { drop(query.id) }
  }

  /// Writes what has its turn among the queries as they stand now.
  ///
  /// - Parameter isLast: passes over what has not been read, since it never will be.
  mutating func advance(_ queries: BatchRows, isLast: Bool = false) throws {
    guard isLast || !format.isTable || file.partialPath != nil else { return }
    while next < queries.count {
      let id = queries.id(at: next)
      let state = queries.state(at: next)
      if readings[id] == nil, !isLast, !state.isTerminal || queries.isToBeRead(next) { return }
      next += 1
      if readings[id] != nil { try write(id) }
    }
  }

  /// Writes all that has been read; the header of a table may still lack columns then (`isNarrow`).
  mutating func settle(_ queries: BatchRows) throws {
    try advance(queries, isLast: true)
    // A batch that lists its queries in another order than before may have passed some by.
    for id in readings.keys.sorted() where !written.contains(id) { try write(id) }
    try begin()
  }

  /// Writes what stands behind the last row.
  mutating func close() throws { try append(writer.end()) }

  private mutating func begin() throws {
    guard !hasBegun else { return }
    hasBegun = true
    let header = makeWriter(columns.names).beginning()
    table.begin(columns: columns.names.count, bytes: header.count)
    try append(header)
  }

  private mutating func write(_ id: String) throws {
    guard written.insert(id).inserted else { return }
    if let places = kept[id] {
      for place in places { try write(try spool.page(at: place)) }
    } else if let held, held.query == id {
      try write(held.page)
    }
    drop(id)
  }

  private mutating func write(_ page: ResultPage) throws {
    try begin()
    if format.isTable, writerColumns != columns.names.count {
      writer = makeWriter(columns.names)
      writerColumns = columns.names.count
    }
    var row = 0
    while row < page.rowCount {
      try Task.checkCancellation()
      let first = row
      let piece = try writer.write(page, from: &row)
      try append(piece)
      rows += row - first
      table.add(columns: writerColumns, rows: row - first, bytes: piece.count)
    }
  }

  private mutating func drop(_ id: String) {
    if held?.query == id { held = nil }
    kept[id] = nil
    if kept.isEmpty { spool.reset() }
  }

  private mutating func append(_ bytes: [UInt8]) throws {
    try file.append(bytes)
    self.bytes += bytes.count
  }
}

// MARK: - A header that came to lack columns

nonisolated extension BatchFile {
  /// Whether the header in the file lacks columns that rows below it have.
  var isNarrow: Bool { format.isTable && hasBegun && table.columns < columns.names.count }

  /// Makes sure that the disk has room for what `widen()` adds.
  ///
  /// - Throws: `ExportProblem`; the rows are then as they were.
  func reserve() throws {
    try file.extend(
      to: table.bytes(under: makeWriter(columns.names).beginning(), columns.names.count))
  }

  /// Puts the header of all columns in the place of the narrow one, and fills up the records below it.
  ///
  /// Nothing stops it half-way but the process's end or the disk: until it is done, no byte is where it belongs.
  mutating func widen() throws {
    let count = columns.names.count
    let wide = makeWriter(columns.names)
    bytes = try table.widen(file, under: wide.beginning(), count) { wide.widened($0, by: $1) }
  }
}

extension BatchRows {
  /// Whether the query at a place has rows to be read: it succeeded, and not without any.
  nonisolated func isToBeRead(_ place: Int) -> Bool {
    state(at: place) == .succeeded && resultRows(at: place) != 0
  }
}
