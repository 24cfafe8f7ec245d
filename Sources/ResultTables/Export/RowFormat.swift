/// How rows are written to a file; the raw value is the file's extension.
package enum RowFormat: String, Hashable, Sendable, CaseIterable {
  /// RFC 4180: a header, CRLF after every record, UTF-8.
  case csv
  /// The same with tabs between fields and LF after every record.
  case tsv
  /// One array of objects, an object a line.
  case json
  /// An object a line, LF after each; `.jsonl` is another name for it.
  case ndjson

  /// The format of a word, such as a file's ending.
  package init?(word: String) {
    let word = word.lowercased()
    self.init(rawValue: word == "jsonl" ? "ndjson" : word)
  }

  /// The format that the end of a file's name stands for; nil where it stands for none.
  package init?(fileName: String) {
    guard let ending = Self.ending(of: fileName) else { return nil }
    self.init(word: ending)
  }

  /// Whether it is a table with a header, which spreadsheets open.
  package var isTable: Bool { self == .csv || self == .tsv }

  /// What a name may end with, for people.
  package static let endings = ".csv, .tsv, .json, .ndjson or .jsonl"

  /// The end of a file's name, with its dot, that stands for a format nobody here writes: a file of that name would not be what it says.
  package static func unwrittenEnding(of fileName: String) -> String? {
    guard let ending = ending(of: fileName)?.lowercased(), unwritten.contains(ending) else {
      return nil
    }
    return "." + ending
  }

  private static func ending(of fileName: String) -> String? {
    let name = fileName.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return String(name[name.index(after: dot)...])
  }

  /// Formats of tables, archives and documents.
  private static let unwritten: Set<String> = [
    "xlsx", "xls", "xlsm", "xlsb", "ods", "numbers", "parquet", "avro", "orc", "arrow", "feather",
    "gz", "bz2", "xz", "zst", "lz4", "br", "zip", "7z", "tar", "tgz", "sqlite", "sqlite3", "db",
    "duckdb", "sql", "xml", "html", "htm", "pdf", "md", "yaml", "yml", "toml", "pkl", "pickle",
    "npy", "h5", "hdf5", "rds", "dta", "sav", "msgpack", "cbor", "bson", "protobuf", "pb",
  ]
}
