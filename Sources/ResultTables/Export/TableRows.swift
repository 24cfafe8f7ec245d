import QueryCore

/// Rows as the records of RFC 4180, or the same with tabs between fields and plain line ends.
///
/// Missing and null are nothing, the empty string is `""`; a record of one field that would be an empty
/// line is `""` too, or readers would skip it. Strings and names that a spreadsheet would take for a
/// formula get an apostrophe in front; numbers stay byte for byte.
struct TableRows: Sendable {
  /// What stands between fields and behind records.
  struct Style: Sendable {
    let separator: UInt8
    let lineEnd: [UInt8]

    static let commas = Style(separator: UInt8(ascii: ","), lineEnd: [0x0D, 0x0A])
    static let tabs = Style(separator: 0x09, lineEnd: [0x0A])
  }

  let columns: [String]
  let keepsFormulas: Bool
  let style: Style

  func header() -> [UInt8] {
    let names = columns.map { Array($0.utf8) }
    return ByteWriter.array(atMost: names.reduce(2) { $0 + $1.count * 2 + 4 }) { out in
      for (index, name) in names.enumerated() {
        if index > 0 { out.put(style.separator) }
        name.withUnsafeBufferPointer { string($0, before: nil, &out) }
      }
      out.put(style.lineEnd)
    }
  }

  /// - Parameter first: a row of the page.
  func write(_ page: ResultPage, from first: inout Int) throws(UnlistedColumns) -> [UInt8] {
    let places = try places(of: page)
    // Of the page's memory, which outlives the call.
    let (slots, arena) = (page.memory.slots, page.memory.arena)
    let end = arena.baseAddress.map { $0 + arena.count }
    let width = page.columnCount
    // A field's separator, quotes and apostrophe; the line's end and what stands for an empty line.
    return ByteWriter.array(of: page, from: &first, fixed: places.count * 4 + 4, growth: 2) {
      row, out in
      var isFirst = true
      for place in places {
        if !isFirst { out.put(style.separator) }
        isFirst = false
        guard place >= 0 else { continue }
        let slot = slots[row * width + place]
        let text = UnsafeBufferPointer(rebasing: arena[slot.range])
        switch slot.kind {
        case .missing, .null: break
        case .number, .boolean: _ = out.put(text, before: end) { _ in 0 }
        case .string, .nested: string(text, before: end, &out)
        }
      }
      if places.count == 1, places[0] < 0 || slots[row * width + places[0]].kind.isNothing {
        out.put("\"")
        out.put("\"")
      }
      out.put(style.lineEnd)
    }
  }

  /// Records with so many more empty fields behind those of each; a line end within quotes is none of a record's.
  func widened(_ records: [UInt8], by fields: Int) -> [UInt8] {
    guard fields > 0, let lineEnd = style.lineEnd.first else { return records }
    let empty = [UInt8](repeating: style.separator, count: fields)
    var wide: [UInt8] = []
    wide.reserveCapacity(records.count + records.count / 8)
    var copied = 0
    var isQuoted = false
    for (place, byte) in records.enumerated() {
      // A quote within quotes is twice there.
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == lineEnd, !isQuoted {
        wide += records[copied..<place]
        wide += empty
        copied = place
      }
    }
    wide += records[copied...]
    return wide
  }

  @inline(__always)
  private func string(
    _ text: UnsafeBufferPointer<UInt8>, before end: UnsafePointer<UInt8>?, _ out: inout ByteWriter
  ) {
    let isFormula = !keepsFormulas && SpreadsheetFormula.isLike(text)
    if !text.isEmpty {
      let start = out
      if isFormula { out.put("'") }
      let separator = style.separator
      let marks = { ByteMarks.inTable($0, separator: separator) }
      if out.put(text, before: end, unlessMarked: marks) { return }
      out = start
    }
    out.put("\"")
    if isFormula { out.put("'") }
    for byte in text {
      if byte == UInt8(ascii: "\"") { out.put(byte) }
      out.put(byte)
    }
    out.put("\"")
  }

  /// For each column of the header its place in the page, -1 where it has none; of columns alike the first
  /// belongs to the first.
  private func places(of page: ResultPage) throws(UnlistedColumns) -> [Int] {
    guard page.names != columns else { return Array(page.names.indices) }
    var free: [String: [Int]] = [:]
    for (index, name) in columns.enumerated().reversed() { free[name, default: []].append(index) }
    var places = [Int](repeating: -1, count: columns.count)
    var unlisted: [String] = []
    for (place, name) in page.names.enumerated() {
      if let index = free[name]?.popLast() { places[index] = place } else { unlisted.append(name) }
    }
    guard unlisted.isEmpty else {
      throw UnlistedColumns(names: unlisted, columns: columns + unlisted)
    }
    return places
  }
}

extension CellKind {
  /// Whether a cell of this kind is an empty field.
  fileprivate var isNothing: Bool { self == .missing || self == .null }
}
