import ResultTables
import TestSupport

@testable import QuerySimulator

/// Compares what an export wrote with rows that are known, without the program's own code.
enum SavedRows {
  /// Whether a file of a format, whole or cut off behind a row, holds exactly these rows, objects that
  /// leave out what is missing.
  static func are(
    _ rows: some Collection<JSONValue>, in bytes: [UInt8], _ format: RowFormat,
    keepsFormulas: Bool = false, isWhole: Bool = true
  ) throws -> Bool {
    switch format {
    case .json:
      return try JSONValue(isWhole ? bytes : bytes + [UInt8(ascii: "]")]).elements
        .elementsEqual(rows)
    case .ndjson:
      let lines = bytes.split(separator: UInt8(ascii: "\n"))
      return try bytes.isEmpty
        || bytes.last == UInt8(ascii: "\n")
          && lines.map { try JSONValue(Array($0)) }.elementsEqual(rows)
    case .csv, .tsv:
      let records = try CSVReader.records(bytes, hasTabs: format == .tsv)
      guard records.first == ResultRows.names, records.count == rows.count + 1 else { return false }
      return try zip(records.dropFirst(), rows).allSatisfy { record, row in
        try record.count == ResultRows.names.count
          && zip(record, ResultRows.names).allSatisfy { field, name in
            try isSame(field, row[name], keepsFormulas)
          }
      }
    }
  }

  static func isSame(
    _ field: String, _ value: JSONValue?, _ keepsFormulas: Bool
  ) throws -> Bool {
    switch value {
    case nil, .null: field.isEmpty
    case .bool(let value): field == "\(value)"
    case .number(let text): field == text
    case .string(let text): field == (!keepsFormulas && isFormula(text) ? "'" + text : text)
    case .object, .array: try JSONValue(Array(field.utf8)) == value
    }
  }

  /// OWASP's rule, and a plain decimal is none.
  static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, "=+-@\t\r\n\0＝＋－＠".unicodeScalars.contains(first)
    else { return false }
    return text.wholeMatch(of: /[+-][0-9]+(\.[0-9]+)?/) == nil
  }
}
