/// Rows as bytes, one by one, for the disk of the very process that reads them back.
///
/// A row is the number of its cells, the column and the kind of each, then the texts. The pages rows come from may differ
/// in their columns.
package struct RowRecords: Hashable, Sendable {
  /// The columns of all pages, in order of first appearance; `ResultWindow.mostColumns` at the most.
  package private(set) var columns: [ResultColumn]
  private var places: [ResultColumn: Int]
  /// Of the page last seen, as pages mostly have the same.
  private var lastNames: [String] = []
  private var lastPlaces: [Int] = []

  /// - Parameter columns: those that come first.
  package init(_ columns: [ResultColumn]) {
    self.columns = columns
    places = Dictionary(zip(columns, columns.indices)) { first, _ in first }
  }

  /// Appends a row to bytes; cells that are missing, and columns beyond the limit, are left out.
  package mutating func append(_ page: ResultPage, row: Int, to bytes: inout [UInt8]) {
    adopt(page.names)
    func append(_ number: UInt32) { withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) } }
    func isKept(_ column: Int) -> Bool {
      lastPlaces[column] >= 0 && page.kind(row: row, column: column) != .missing
    }
    append(UInt32((0..<page.columnCount).count(where: isKept)))
    for column in 0..<page.columnCount where isKept(column) {
      let length = page.withUTF8(row: row, column: column) { $0.count }
      append(UInt32(lastPlaces[column]))
      append(UInt32(length) << 3 | UInt32(page.kind(row: row, column: column).rawValue))
    }
    for column in 0..<page.columnCount where isKept(column) {
      page.withUTF8(row: row, column: column) { bytes.append(contentsOf: $0) }
    }
  }

  /// The rows in bytes, one behind the other, as a page with all columns; nil where a disk made anything else of them.
  package func page(of bytes: [UInt8], rows: Int) -> ResultPage? {
    var slots = [CellSlot](repeating: .missing, count: rows * columns.count)
    let isSound = bytes.withUnsafeBytes { bytes -> Bool in
      var place = 0
      func number() -> Int? {
        guard place + 4 <= bytes.count else { return nil }
        defer { place += 4 }
        return Int(bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      }
      for row in 0..<rows {
        guard let cells = number(), cells <= columns.count else { return false }
        var text = place + 8 * cells
        for _ in 0..<cells {
          guard let column = number(), let packed = number(), column < columns.count,
            let kind = CellKind(rawValue: UInt8(packed & 7)), text + packed >> 3 <= bytes.count
          else { return false }
          slots[row * columns.count + column] = CellSlot(
            offset: UInt32(text), length: packed >> 3, kind: kind)
          text += packed >> 3
        }
        place = text
      }
      return place == bytes.count
    }
    guard isSound else { return nil }
    return ResultPage(
      names: columns.map(\.name), rowCount: rows,
      memory: PageMemory(arena: bytes, slots: slots))
  }

  private mutating func adopt(_ names: [String]) {
    guard names != lastNames || lastPlaces.isEmpty else { return }
    lastNames = names
    lastPlaces = ResultColumn.of(names).map { column in
      if let place = places[column] { return place }
      guard columns.count < ResultWindow.mostColumns else { return -1 }
      places[column] = columns.count
      columns.append(column)
      return columns.count - 1
    }
  }
}
