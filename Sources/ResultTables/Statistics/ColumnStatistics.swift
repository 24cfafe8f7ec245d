/// What the cells of one column come to, page after page.
///
/// A value is a cell that is neither null nor missing; the empty string is one.
package struct ColumnStatistics: Hashable, Sendable {
  /// Rows seen, whatever stands in them.
  package private(set) var rows = 0
  package private(set) var missing = 0
  package private(set) var nulls = 0
  /// Strings without a character.
  package private(set) var empty = 0
  private var distinctValues = DistinctCount()
  private var numberSummary = NumberSummary()
  private var textSummary = TextSummary()
  /// Whether every value so far is a number, a string that is spelled as one, or empty.
  private var isNumeric = true

  package init() {}

  package var values: Int { rows - missing - nulls }

  /// How many values differ in kind or text: `1` and `1.0` do.
  package var distinct: Estimate { distinctValues.count }

  /// The least, the greatest and the sum of columns of numbers, some of them empty or written as strings;
  /// nil where a value is anything else, or there is no number.
  package var numbers: NumberSummary? { isNumeric && values > empty ? numberSummary : nil }

  /// The first and last in the order of their bytes, and lengths; nil where there is no value.
  package var texts: TextSummary? { values > 0 ? textSummary : nil }

  /// Adds a column of a page; a column the page does not have is missing in all of its rows.
  package mutating func add(_ page: ResultPage, column: Int) {
    rows += page.rowCount
    guard page.names.indices.contains(column) else {
      missing += page.rowCount
      return
    }
    let memory = page.memory
    var last = CellSlot.missing
    for row in 0..<page.rowCount {
      let slot = memory.slots[row * page.columnCount + column]
      // A text like the one above mostly lies in the same place, and only the sum cares.
      take(memory.text(slot), slot.kind, isRepeated: slot == last)
      if slot.kind > .null { last = slot }
    }
  }

  /// Adds one cell of a page; one the page does not have is missing.
  mutating func add(_ page: ResultPage, row: Int, column: Int) {
    rows += 1
    page.withUTF8(row: row, column: column) {
      take($0, page.kind(row: row, column: column), isRepeated: false)
    }
  }

  private mutating func take(
    _ text: UnsafeBufferPointer<UInt8>, _ kind: CellKind, isRepeated: Bool
  ) {
    switch kind {
    case .missing: missing += 1
    case .null: nulls += 1
    case .boolean, .number, .string, .nested: add(text, kind, isRepeated: isRepeated)
    }
  }

  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, _ kind: CellKind, isRepeated: Bool
  ) {
    if text.isEmpty { empty += 1 }
    if !isRepeated {
      distinctValues.insert(text, kind)
      textSummary.add(text)
    }
    guard isNumeric, !text.isEmpty else { return }
    let isNumber = kind == .number || (kind == .string && NumberText.isNumber(text))
    guard isNumber else {
      isNumeric = false
      numberSummary = NumberSummary()
      return
    }
    numberSummary.add(text)
  }
}
