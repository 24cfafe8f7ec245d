/// Tab-separated text as spreadsheets take it from the clipboard.
enum TabbedText {
  /// A line of fields, without its line end.
  static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: "\t")
  }

  /// One field: quoted, quotes doubled, where it holds a tab, a line break or a quote at its start.
  static func field(_ text: String) -> String {
    let mustQuote = text.utf8.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard mustQuote || text.utf8.first == UInt8(ascii: "\"") else { return text }
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + parts.joined(separator: "\"\"") + "\""
  }
}
