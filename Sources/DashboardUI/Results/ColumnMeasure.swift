import ResultTables
import TextCanvas

/// What the cells seen say of a column: its width and the side its values stand at.
struct ColumnMeasure: Hashable, Sendable {
  let title: SafeText
  /// Columns the widest cell seen takes, or the title.
  private var widest: Int
  private var numbers = 0
  private var others = 0
  /// Columns a person has added, or taken off.
  private var change = 0

  /// Wider cells are cut, unless a person widens the column.
  static let mostByItself = 40
  static let least = 3
  static let most = 400

  init(title: SafeText) {
    self.title = title
    widest = max(Self.least, min(title.width, Self.mostByItself))
  }

  /// Columns it takes on screen.
  var width: Int { max(Self.least, min(widest + change, Self.most)) }

  /// Whether its values are mostly numbers, which stand at the right.
  var isNumeric: Bool { numbers > others }

  /// Takes in one cell.
  mutating func take(_ row: ResultRow, _ column: Int) {
    let kind = row.kind(column)
    switch kind {
    case .missing, .null: return
    case .number: numbers += 1
    case .boolean, .string, .nested: others += 1
    }
    guard widest < Self.mostByItself else { return }
    let columns = row.withUTF8(column) { bytes in
      bytes.count <= widest && bytes.allSatisfy { $0 &- 0x20 < 0x5F }
        ? bytes.count : ResultCellText.columns(of: bytes, limit: Self.mostByItself)
    }
    widest = min(max(widest, columns), Self.mostByItself)
  }

  mutating func widen(by step: Int) {
    change = max(Self.least - widest, min(change + step, Self.most - widest))
  }
}
