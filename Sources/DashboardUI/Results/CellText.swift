import ResultTables
import TextCanvas

/// One cell's text as the cell view shows it, broken into lines once, not once a frame.
struct CellText: Hashable, Sendable {
  private let row: Int
  private let column: Int
  private let width: Int
  /// The cell's length in bytes.
  let byteCount: Int
  /// Whether only the first `SafeText.longestField` bytes are shown.
  let isCut: Bool
  /// Whether the lines are a word for a value without a text: null, missing, empty.
  let isSign: Bool
  let lines: [SafeText]

  /// - Parameter number: the row's number in the result.
  init(_ row: ResultRow, _ column: Int, at number: Int, width: Int) {
    self.row = number
    self.column = column
    self.width = width
    let kind = row.kind(column)
    byteCount = row.withUTF8(column) { $0.count }
    isCut = byteCount > SafeText.longestField
    let sign: SafeText? =
      switch kind {
      case .missing: "missing: the row has no such member"
      case .null: "null"
      case .string where byteCount == 0: "an empty text"
      default: nil
      }
    isSign = sign != nil
    guard sign == nil else {
      lines = [sign ?? .empty]
      return
    }
    let text = row.withUTF8(column) { bytes in
      String(decoding: bytes.prefix(SafeText.longestField + 1), as: UTF8.self)
    }
    let source = kind == .nested ? NestedOutline.text(of: text) : text
    lines = SafeText.paragraphs(source, limit: 4 * SafeText.longestField)
      .flatMap { $0.wrapped(width: width) }
  }

  /// Whether it is this cell, broken for this width.
  func isOf(_ row: Int, _ column: Int, width: Int) -> Bool {
    self.row == row && self.column == column && self.width == width
  }
}
