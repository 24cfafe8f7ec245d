import ResultTables
import TextCanvas

/// How the value of one cell is written in a row.
enum CellValue {
  /// Bytes of a cell that can matter to so many columns: a column may hold one base and some marks.
  private static func bytes(for columns: Int) -> Int { 24 * (columns + 2) }

  /// Columns a cell's text takes, counted no further than `limit`.
  static func columns(of bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
    min(limit, SafeText(text(bytes, columns: limit)).width)
  }

  /// The text of a cell and the style that says what it is, cut to a width.
  ///
  /// Null, empty and missing have a sign each that no value has in this style.
  static func make(_ row: ResultRow, _ column: Int, width: Int, glyphs: GlyphSet)
    -> (text: SafeText, style: Style)
  {
    switch row.kind(column) {
    case .missing: return (glyphs.missing, Style(.muted))
    case .null: return (glyphs.null, Style(.muted))
    case .boolean, .number, .string, .nested: break
    }
    let text = row.withUTF8(column) { SafeText(Self.text($0, columns: width)) }
    if text.isEmpty { return ("\"\"", Style(.muted)) }
    return (text.adapted(to: glyphs).clipped(to: width, ellipsis: glyphs.ellipsis), .text)
  }

  /// The start of a cell's text, more than so many columns of it.
  ///
  /// The bytes are read within the call; a scalar cut in two at the end lies beyond the columns shown.
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, columns: Int) -> String {
    let most = Self.bytes(for: columns)
    return String(decoding: bytes.count > most ? bytes[..<most] : bytes[...], as: UTF8.self)
  }
}

extension GlyphSet {
  /// Stands for JSON's null.
  var null: SafeText { isASCII ? "null" : "∅" }
  /// Stands in a row that has no such member.
  var missing: SafeText { isASCII ? "-" : "╌" }
  /// Stands in a row that has not come yet.
  var pending: SafeText { isASCII ? "." : "·" }
}
