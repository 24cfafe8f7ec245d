import ResultTables

/// The ways in which providers write the same rows.
enum RowsShape: String, CaseIterable {
  case objects
  case header = "arrays, header"
  case named = "arrays, columns"

  var layout: ResultLayout {
    switch self {
    case .objects: ResultLayout(rows: ["data", "results"], names: ["data", "fields"])
    case .header: ResultLayout(rows: ["data"])
    case .named: ResultLayout(rows: ["results", "rows"], names: ["results", "columns"])
    }
  }

  private static let names = [
    "date", "account_id", "account_name", "campaign", "impressions", "clicks", "cost", "ctr",
    "is_active", "note",
  ]

  /// An answer of so many rows: dates and accounts that repeat, numbers of every kind, texts that
  /// differ, some with escapes or wide characters, nulls.
  func body(rows count: Int) -> [UInt8] {
    let names = Self.names.map { "\"\($0)\"" }.joined(separator: ",")
    var body =
      switch self {
      case .objects:
        #"{"data":{"id":"q-1","status":"done","fields":[\#(names)],"results":["#
      case .header: #"{"meta":{"request_id":"r-1","status_code":"SUCCESS"},"data":[[\#(names)],"#
      case .named:
        #"{"job_id":"job_1","status":"succeeded","results":{"columns":[\#(names)],"rows":["#
      }
    for row in 0..<count {
      if row > 0 { body += "," }
      let cells = Self.cells(row)
      switch self {
      case .objects:
        let members = zip(Self.names, cells).map { "\"\($0)\":\($1)" }
        body += "{" + members.joined(separator: ",") + "}"
      case .header, .named: body += "[" + cells.joined(separator: ",") + "]"
      }
    }
    body += self == .header ? "]}" : "]}}"
    return Array(body.utf8)
  }

  /// One row's cells as JSON; the same number gives the same row.
  private static func cells(_ row: Int) -> [String] {
    let noise = UInt64(row + 1) &* 0x9E37_79B9_7F4A_7C15
    let impressions = noise >> 44
    let cents = noise >> 30 & 0xFFFFF
    let accounts = ["Alpha Oy", "Bäckerei Müller", "Кофейня", "東京コーヒー", "Delta Ltd"]
    let notes = [
      "null", "\"\"", "\"paused by rule\"", #""said \"stop\"\nthen went""#, #""caf\u00e9""#,
    ]
    return [
      "\"2026-10-\(10 + row / 400 % 20)\"",
      "\"\(1_000_000 + row / 40 % 10)\"",
      "\"\(accounts[row / 40 % accounts.count])\"",
      "\"Campaign \(String(noise >> 20 & 0xFFFFFF, radix: 36)) – brand\"",
      "\(impressions)",
      "\(impressions / 37)",
      "\(cents / 100).\(cents / 10 % 10)\(cents % 10)",
      "0.0\(noise >> 50)",
      row % 3 == 0 ? "true" : "false",
      notes[Int(noise >> 40 & 0xFF) % notes.count],
    ]
  }
}
