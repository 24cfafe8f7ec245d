import QueryCore
import ResultTables

/// All rows of a result in an unnamed file, each of which can be had by its place.
nonisolated struct KeptRows: Sendable {
  let table: KeptTable
  private let file: UnnamedFile
  /// The folder of the file, for messages.
  private let folder: String
  private let records: RowRecords
  /// Where the record of each row ends.
  private let ends: [UInt32]

  /// Bytes and cells of a page at the most, but for a single row.
  private static let (mostBytes, mostCells) = (2 << 20, 1 << 18)

  fileprivate init(_ keeper: RowKeeper) {
    (table, file, folder) = (keeper.table, keeper.file, keeper.call.path)
    (records, ends) = (keeper.records, keeper.ends)
  }

  /// The first of some rows, in their order: as many as a page may hold.
  ///
  /// - Throws: `KeepingProblem`.
  func page(of rows: some Sequence<UInt32>) throws(KeepingProblem) -> ResultPage {
    var bytes: [UInt8] = []
    var count = 0
    for row in rows {
      let record = record(Int(row))
      guard count == 0 || hasRoom(bytes.count + record.count, count) else { break }
      try read(record, onto: &bytes)
      count += 1
    }
    return try page(of: bytes, rows: count)
  }

  /// Gives page after page of all rows in the server's order, each with the place of its first row; false ends that.
  ///
  /// - Throws: `KeepingProblem`; whatever `take` throws.
  func read(_ take: (ResultPage, _ first: Int) async throws -> Bool) async throws {
    var first = 0
    while first < ends.count {
      var end = first + 1
      let start = record(first).lowerBound
      while end < ends.count, hasRoom(Int(ends[end]) - start, end - first) { end += 1 }
      var bytes: [UInt8] = []
      try read(start..<Int(ends[end - 1]), onto: &bytes)
      guard try await take(try page(of: bytes, rows: end - first), first) else { return }
      first = end
    }
  }

  private func hasRoom(_ bytes: Int, _ rows: Int) -> Bool {
    bytes <= Self.mostBytes && (rows + 1) * records.columns.count <= Self.mostCells
  }

  private func record(_ row: Int) -> Range<Int> {
    (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
  }

  private func read(_ range: Range<Int>, onto bytes: inout [UInt8]) throws(KeepingProblem) {
    let call = ExportCall(path: folder) { _ in nil }
    do { try file.read(range, onto: &bytes, call) } catch { throw .disk(error) }
  }

  private func page(of bytes: [UInt8], rows: Int) throws(KeepingProblem) -> ResultPage {
    guard let page = records.page(of: bytes, rows: rows) else { throw .damaged(folder) }
    return page
  }
}

/// Puts rows into an unnamed file as they are read.
nonisolated struct RowKeeper {
  fileprivate let file: UnnamedFile
  fileprivate let call: ExportCall
  fileprivate private(set) var records: RowRecords
  fileprivate private(set) var ends: [UInt32] = []
  fileprivate private(set) var table = KeptTable()
  /// Records that are not in the file yet.
  private var waiting: [UInt8] = []

  /// Bytes written at once.
  private static let written = 1 << 20

  /// - Parameters:
  ///   - folder: where the file is made.
  ///   - columns: those that come first.
  /// - Throws: `KeepingProblem`.
  init(
    in folder: String, columns: [ResultColumn], fault: @escaping ExportFile.Fault = { _ in nil }
  ) throws(KeepingProblem) {
    call = ExportCall(path: folder, fault: fault)
    records = RowRecords(columns)
    do { file = try UnnamedFile(inFolder: folder, call) } catch { throw .disk(error) }
  }

  /// Bytes of all rows taken in.
  var byteCount: Int { table.byteCount }

  /// Takes the rows of a page in.
  ///
  /// - Parameter number: the number of the first in the view.
  /// - Throws: `KeepingProblem`.
  mutating func add(_ page: ResultPage, number: Int) throws(KeepingProblem) {
    for row in 0..<page.rowCount {
      let before = waiting.count
      records.append(page, row: row, to: &waiting)
      table.byteCount += waiting.count - before
      guard table.byteCount <= KeptTable.mostBytes else { throw .tooLarge }
      guard ends.count < KeptTable.mostRows else { throw .tooManyRows }
      ends.append(UInt32(table.byteCount))
      if waiting.count >= Self.written { try write() }
    }
    table.add(page.rowCount, number: number)
  }

  /// The rows, once all are taken in.
  ///
  /// - Throws: `KeepingProblem`.
  consuming func finish(
    queries: Int? = nil, unread: UnreadQueries = UnreadQueries()
  ) throws(KeepingProblem) -> KeptRows {
    try write()
    (table.queries, table.unread) = (queries, unread)
    return KeptRows(self)
  }

  private mutating func write() throws(KeepingProblem) {
    do {
      try file.write(waiting, at: table.byteCount - waiting.count, call)
    } catch { throw .disk(error) }
    waiting.removeAll(keepingCapacity: true)
  }
}

/// Why all rows cannot be kept, or put in order.
nonisolated enum KeepingProblem: Error, Hashable, CustomStringConvertible {
  /// They take more than `KeptTable.mostBytes` on the disk.
  case tooLarge
  /// They are more than `KeptTable.mostRows`.
  case tooManyRows
  /// What they are ordered by takes more than `KeptTable.mostKeyBytes`.
  case tooManyKeys
  case disk(ExportProblem)
  /// The file does not hold what was written.
  case damaged(String)

  private static let instead = "press e to save all rows in a file, and sort that"

  var description: String {
    switch self {
    case .tooLarge:
      "all rows take more than \(KeptTable.mostBytes >> 30) GiB on the disk: \(Self.instead)"
    case .tooManyRows:
      "there are more than \(CountText.grouped(KeptTable.mostRows)) rows: \(Self.instead)"
    case .tooManyKeys:
      "the column's values take more than \(KeptTable.mostKeyBytes >> 20) MiB of memory: "
        + Self.instead
    case .disk(let problem): "\(problem); TMPDIR says where such files lie"
    case .damaged(let folder):
      "\(folder): the disk gave back other rows than were written to it"
    }
  }
}
