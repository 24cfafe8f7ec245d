import QueryCore
import QueryMonitoring
import ResultTables

/// The rows of a batch's queries on their way into one file: those of a query when all of them have come,
/// in the order of submission, whatever order they come in.
///
/// Rows wait on the disk (`PageSpool`) until it is their turn. The header of a table needs the columns of
/// all pages. A file of its own is begun with those known, and begun anew in the end if there came more;
/// a pipe, which cannot be, gets its first byte when all rows are there.
nonisolated struct BatchFile {
  private let file: ExportFile
  private let spool: PageSpool
  private let format: RowFormat
  private let makeWriter: ([String]) -> RowWriter
  private var columns = ColumnUnion(SplitColumns.names)
  /// Columns in the header that stands in the file; nil before there is one.
  private var headed: Int?
  private var writer: RowWriter
  private var kept: [String: [PageSpool.Place]] = [:]
  /// How the reading of each query ended.
  private(set) var readings: [String: QueryReading] = [:]
  /// The place of the first query that is not in the file.
  private var next = 0
  /// Queries that are.
  private var written: Set<String> = []
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

  /// Rows in the file.
  var rows: Int { writer.rowCount }

  /// Whether the header in the file lacks columns, so that nothing more can be written under it.
  private var isNarrow: Bool {
    format.isTable && headed.map { $0 < columns.names.count } ?? false
  }

  /// Keeps a page of a query that is being read.
  mutating func keep(_ page: ResultPage, of query: BatchQuery) throws {
    try columns.add(page.names)
    let place = try spool.append(page)
    kept[query.id, default: []].append(place)
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
    guard !isNarrow, isLast || !format.isTable || file.partialPath != nil else { return }
    while next < queries.count {
      let id = queries.id(at: next)
      let state = queries.state(at: next)
      if readings[id] == nil, !isLast, !state.isTerminal || queries.isToBeRead(next) { return }
      next += 1
      if readings[id] != nil { try write(id) }
    }
  }

  /// Writes all that has been read, under the header of all columns.
  mutating func settle(_ queries: BatchRows) throws {
    if isNarrow {
      try file.restart()
      (headed, next, bytes, written) = (nil, 0, 0, [])
      writer = makeWriter([])
    }
    try advance(queries, isLast: true)
    // A batch that lists its queries in another order than before may have passed some by.
    for id in readings.keys.sorted() where !written.contains(id) { try write(id) }
    try begin()
  }

  /// Writes what stands behind the last row.
  mutating func close() throws { try append(writer.end()) }

  private mutating func begin() throws {
    guard headed == nil else { return }
    writer = makeWriter(columns.names)
    headed = columns.names.count
    try append(writer.beginning())
  }

  private mutating func write(_ id: String) throws {
    guard written.insert(id).inserted, let places = kept[id] else { return }
    try begin()
    for place in places {
      let page = try spool.page(at: place)
      var row = 0
      while row < page.rowCount {
        try Task.checkCancellation()
        try append(try writer.write(page, from: &row))
      }
    }
    // A table may have to be written anew.
    if !format.isTable { drop(id) }
  }

  private mutating func drop(_ id: String) {
    kept[id] = nil
    if kept.isEmpty { spool.reset() }
  }

  private mutating func append(_ bytes: [UInt8]) throws {
    try file.append(bytes)
    self.bytes += bytes.count
  }
}

extension BatchRows {
  /// Whether the query at a place has rows to be read: it succeeded, and not without any.
  nonisolated func isToBeRead(_ place: Int) -> Bool {
    state(at: place) == .succeeded && resultRows(at: place) != 0
  }
}
