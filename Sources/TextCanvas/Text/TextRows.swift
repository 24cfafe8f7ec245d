/// A long text broken into rows of so many columns, for a page to scroll through.
///
/// Made once for a width: what is kept of a row is where it begins, and a row is filtered only when it is drawn, so that a
/// text of megabytes costs no more than one walk over its bytes. A line too long for a row goes on in the next, under its
/// own indent.
package struct TextRows: Sendable {
  private struct Row {
    let start: UInt32
    /// Blanks before what goes on from the row before; 0 where a line begins.
    let indent: UInt16
  }

  /// The text: UTF-8, its line feeds where lines end.
  package let bytes: [UInt8]
  /// Columns a row has.
  package let width: Int
  private var rows: [Row] = []

  /// Bytes a row has at the most, however few columns they take.
  private static let mostBytes = 1024

  package init(_ bytes: [UInt8], width: Int) {
    self.bytes = bytes
    self.width = max(1, width)
    breakLines()
  }

  package var count: Int { rows.count }

  /// The bytes of a row, without the line feed that ends it.
  package func range(of row: Int) -> Range<Int> {
    let start = Int(rows[row].start)
    var end = row + 1 < rows.count ? Int(rows[row + 1].start) : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\n") {
      end -= 1
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    }
    return start..<end
  }

  /// Blanks to be drawn before a row.
  package func indent(of row: Int) -> Int { Int(rows[row].indent) }

  /// The row that holds the byte at an offset.
  package func row(at offset: Int) -> Int {
    var (low, high) = (0, rows.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(rows[middle].start) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Part of a row as it may be drawn; `range` lies within the row's.
  package func text(in range: Range<Int>) -> SafeText {
    let part = String(decoding: bytes[range], as: UTF8.self)
    let (string, width) = TextFilter.run(part[...], limit: SafeText.longest)
    return SafeText(unchecked: string, width: width)
  }
}

extension TextRows: Hashable {
  package static func == (left: TextRows, right: TextRows) -> Bool {
    left.width == right.width && left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(width)
    hasher.combine(bytes.count)
  }
}

// MARK: - Breaking

extension TextRows {
  private mutating func breakLines() {
    rows.reserveCapacity(bytes.count / max(8, width / 2) + 1)
    var start = 0
    while start < bytes.count, start <= UInt32.max {
      start = breakLine(from: start)
    }
  }

  /// Breaks one line.
  ///
  /// - Returns: where the next begins.
  private mutating func breakLine(from start: Int) -> Int {
    rows.append(Row(start: UInt32(start), indent: 0))
    var (index, rowStart, column, room) = (start, start, 0, width)
    let hanging = self.hanging(from: start)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\n") { return index + 1 }
      let (length, columns) = measure(at: index)
      if index > rowStart, column + columns > room || index - rowStart > Self.mostBytes {
        rows.append(Row(start: UInt32(clamping: index), indent: UInt16(hanging)))
        (rowStart, column, room) = (index, 0, width - hanging)
      }
      column += columns
      index += length
    }
    return index
  }

  /// How far in the rows stand that go on from a line's first: under its own indent and two more, as far as
  /// half the width.
  private func hanging(from start: Int) -> Int {
    var indent = 0
    while start + indent < bytes.count, indent < width / 2, bytes[start + indent] == 0x20 {
      indent += 1
    }
    return min(indent + 2, width / 2, Int(UInt16.max))
  }

  /// The bytes of the scalar at a place, and the columns it takes at the most once it is filtered.
  private func measure(at index: Int) -> (length: Int, columns: Int) {
    let byte = bytes[index]
    if byte &- 0x20 < 0x5F { return (1, 1) }
    if byte < 0x80 { return (1, 2) }
    let length = min(
      byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1, bytes.count - index)
    var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
    for next in bytes[(index + 1)..<(index + length)] { value = value << 6 | UInt32(next & 0x3F) }
    // What is no scalar becomes one sign.
    guard let scalar = Unicode.Scalar(value) else { return (length, 1) }
    return (length, TextFilter.mostColumns(of: scalar))
  }
}

extension TextFilter {
  /// Columns a scalar takes at the most once it is filtered, whatever stands beside it.
  static func mostColumns(of scalar: Unicode.Scalar) -> Int {
    switch ScalarKind(scalar) {
    case .narrow, .rightToLeft, .contested, .unassigned: 1
    case .wide: 2
    // It stands on the scalar before it; at the start of a row, on a sign of its own.
    case .mark: 0
    // `<202E>`, `<10FFFF>`.
    case .invisible, .control: 8
    }
  }
}
