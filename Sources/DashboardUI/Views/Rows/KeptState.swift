import QueryCore
import ResultTables

/// All rows in a private file, or on their way there, so that they can be sorted and filtered.
struct KeptState: Hashable, Sendable {
  /// What there is; nil until all rows have been read.
  var table: KeptTable?
  /// Whether a batch has rows by now that were not read.
  var isOutdated = false
  /// How far the reading is; nil while there is none.
  var reading: ResultKeepReport?
  /// How far the rows are put in order; nil while they are not.
  var arranging: ResultArrangeReport?
  /// Whether it has been said what a reading takes, and the next key is to start it.
  private(set) var isAsked = false
  /// Whether that is what the key at hand answers.
  private(set) var wasAsked = false
  /// Why the last reading or arranging came to nothing.
  var trouble: String?

  /// Above so many bytes on the disk a reading is asked about first.
  static let mostUnasked = 100 << 20

  /// Whether there is something that Esc stops.
  var isBusy: Bool { reading != nil || arranging != nil }
  /// Whether an arrangement can be of all rows at once.
  var isReady: Bool { table != nil && !isOutdated }

  mutating func ask() { isAsked = true }

  /// A key was pressed: a question waits for the next one only.
  mutating func hearKey() { (wasAsked, isAsked) = (isAsked, false) }
}

/// What reading all rows into a file takes, as far as the rows that are loaded tell.
struct KeptEstimate: Hashable, Sendable {
  /// Rows there are; nil while nobody knows.
  let rows: Int?
  /// Bytes on the disk; nil while nobody knows.
  let bytes: Int?

  /// - Parameters:
  ///   - rows: how many there are, where that is known.
  ///   - window: the rows as the server has them.
  init(rows: Int?, window: ResultWindow?) {
    self.rows = rows
    let loaded = window?.loadedRows.reduce(0) { $0 + $1.count } ?? 0
    guard let rows, let window, loaded > 0 else {
      bytes = nil
      return
    }
    // Of each row, a count stands before its cells.
    let each = Double(window.byteCount) / Double(loaded) + 4
    bytes = Int(min(each * Double(rows), 1e18))
  }

  /// Whether all rows are more than can be sorted here, as far as is known.
  var isTooMuch: Bool {
    (bytes ?? 0) > KeptTable.mostBytes || (rows ?? 0) > KeptTable.mostRows
  }

  /// Why all rows cannot be sorted here, and what to do; nil where they can, as far as is known.
  func refusal(_ facts: Facts) -> String? {
    let key = facts.options.keyName("rows.export")
    let instead = "press \(key) to save all rows in a file, and sort that"
    if facts.isNarrow { return isTooMuch ? "too much to sort: \(key) saves all rows" : nil }
    if let bytes, bytes > KeptTable.mostBytes {
      return
        "all rows take \(size ?? "more") on the disk, more than \(KeptTable.mostBytes >> 30) GiB: \(instead)"
    }
    if let rows, rows > KeptTable.mostRows {
      return
        "only \(CountText.grouped(KeptTable.mostRows)) rows are sorted here, not \(CountText.grouped(rows)): \(instead)"
    }
    return nil
  }

  /// Whether a person is asked before it starts.
  var isLarge: Bool { bytes.map { $0 > KeptState.mostUnasked } ?? true }

  /// `about 210 MiB`; nil while nobody knows.
  var size: String? { bytes.map { "about \(ByteText.short($0))" } }

  /// What is asked before it starts.
  func question(_ facts: Facts) -> String {
    let key = facts.options.keyName("rows.readAll")
    if facts.isNarrow { return "\(key) again writes \(size ?? "2 GiB at most") to disk" }
    let all = rows.map { "all \(CountText.of($0, "row", "rows"))" } ?? "all rows"
    let place = size.map { "a private file, \($0)" } ?? "a private file of 2 GiB at most"
    return "\(key) again reads \(all) into \(place)"
  }
}

/// Numbers of bytes for people.
enum ByteText {
  /// `840 KiB`, `12 MiB`, `1.4 GiB`; never less than a KiB.
  static func short(_ bytes: Int) -> String {
    if bytes >= 1 << 30 {
      let tenths = Int((Double(bytes) / Double(1 << 30) * 10).rounded())
      return "\(CountText.grouped(tenths / 10)).\(tenths % 10) GiB"
    }
    if bytes >= 1 << 20 { return "\((bytes + 1 << 19) >> 20) MiB" }
    return "\(max(1, (bytes + 512) >> 10)) KiB"
  }
}
