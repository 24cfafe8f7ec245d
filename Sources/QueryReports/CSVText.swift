import QueryCore

/// Comma-separated records (RFC 4180), safe to open in a spreadsheet and to print.
enum CSVText {
  /// A line a record, without its line end; fields are quoted where they must be.
  ///
  /// A text that a spreadsheet would take for a formula gets an apostrophe in front, unless it is
  /// wholly a plain number; characters that steer a terminal become spaces.
  static func lines(_ records: [[String]]) -> [String] {
    records.map { $0.map(field).joined(separator: ",") }
  }

  private static func field(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      shown.unicodeScalars.append(scalar.isUnseen ? " " : scalar)
    }
    if SpreadsheetFormula.isLike(shown) { shown = "'" + shown }
    guard shown.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
      return shown
    }
    let parts = shown.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + parts.joined(separator: "\"\"") + "\""
  }
}
