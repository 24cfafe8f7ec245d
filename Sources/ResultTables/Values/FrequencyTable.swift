/// How often each value stands in a column.
///
/// Cells of another kind are other values, and so are null, missing and the empty text; numbers that are spelled
/// differently are too. The first `mostValues` values that come are kept, and their counts are exact; all others are
/// counted together.
package struct FrequencyTable: Hashable, Sendable {
  package static let mostValues = 100_000
  /// Bytes of the values kept, at the most.
  package static let mostBytes = 24 << 20

  /// Rows counted.
  package private(set) var rows = 0
  /// Rows among them whose values are not kept.
  package private(set) var otherRows = 0
  /// The kind of each as a byte, and its text.
  private var values = ByteInterner()
  private var counts: [UInt32] = []
  /// The values, the most frequent first and equal ones by value, once `rank` has put them in order.
  private var order: [UInt32] = []
  private var scratch: [UInt8] = []

  package init() {}

  /// Values kept.
  package var count: Int { counts.count }
  /// Whether all values that came are kept.
  package var isWhole: Bool { otherRows == 0 }

  /// Takes in a cell of a page.
  package mutating func add(_ page: ResultPage, row: Int, column: Int) {
    page.withUTF8(row: row, column: column) { add(page.kind(row: row, column: column), $0) }
  }

  /// Takes in a cell, by the columns of the result.
  package mutating func add(_ row: ResultRow, column: Int) {
    row.withUTF8(column) { add(row.kind(column), $0) }
  }

  private mutating func add(_ kind: CellKind, _ text: UnsafeBufferPointer<UInt8>) {
    rows += 1
    scratch.removeAll(keepingCapacity: true)
    scratch.append(kind.rawValue)
    scratch.append(contentsOf: text)
    let number = scratch.withUnsafeBufferPointer {
      values.number(of: $0, most: Self.mostValues, mostBytes: Self.mostBytes)
    }
    guard let number else {
      otherRows += 1
      return
    }
    if number == counts.count { counts.append(0) }
    counts[number] += 1
  }

  /// Puts the values in order.
  package mutating func rank() {
    var keys = SortKeys()
    for number in 0..<count { keys.add(cell(number)) }
    let byValue = keys.order(isDescending: false)
    var places = [UInt32](repeating: 0, count: count)
    for (place, number) in byValue.enumerated() { places[Int(number)] = UInt32(place) }
    order = byValue.sorted { left, right in
      let (one, other) = (counts[Int(left)], counts[Int(right)])
      return one != other ? one > other : places[Int(left)] < places[Int(right)]
    }
  }

  /// The value at a place of the order.
  package func value(at place: Int) -> ResultCell { cell(Int(order[place])) }

  /// How often the value at a place of the order came.
  package func count(at place: Int) -> Int { Int(counts[Int(order[place])]) }

  private func cell(_ number: Int) -> ResultCell {
    values.withText(number) { bytes in
      let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
      return switch bytes.first.flatMap(CellKind.init(rawValue:)) ?? .missing {
      case .missing: .missing
      case .null: .null
      case .boolean: .boolean(text == "true")
      case .number: .number(text)
      case .string: .string(text)
      case .nested: .nested(text)
      }
    }
  }
}
