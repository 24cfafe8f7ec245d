/// Cells that results are put together from, as JSON already: escaping them a million times over
/// would take longer than everything else.
struct ResultWords: Sendable {
  static let standard = ResultWords()

  /// The usual names as an array of strings.
  static let header = header(ResultRows.names)
  /// The usual columns as `meta.query.fields` describes them.
  static let fields = fields(ResultRows.names)
  /// What stands before each cell of a row that is an object, its comma included.
  static let members = members(ResultRows.names)

  static func header(_ names: [String]) -> [UInt8] {
    JSONBytes.value { json in
      json.raw("[")
      for (column, name) in names.enumerated() {
        if column > 0 { json.raw(",") }
        json.string(name)
      }
      json.raw("]")
    }
  }

  static func fields(_ names: [String]) -> [UInt8] {
    JSONBytes.value { json in
      json.raw("[")
      for (column, name) in names.enumerated() {
        if column > 0 { json.raw(",") }
        json.raw(#"{"field_id":"#)
        json.string(name.lowercased().replacing(" ", with: "_"))
        json.raw(#","field_name":"#)
        json.string(name)
        json.raw(#","data_column":"#)
        json.integer(column)
        json.raw(#","visible":true}"#)
      }
      json.raw("]")
    }
  }

  static func members(_ names: [String]) -> [[UInt8]] {
    names.enumerated().map { column, name in
      JSONBytes.value { json in
        if column > 0 { json.raw(",") }
        json.string(name)
        json.raw(":")
      }
    }
  }

  let null = Array("null".utf8)
  let yes = Array("true".utf8)
  let no = Array("false".utf8)

  /// Strings that are still open: the row's number and a quote are to follow.
  let campaigns = [
    "Brand", "Search \"exact\"", "Summer – sale", "Newsletter", "Größe & Stil", "冬のセール",
    "Retargeting", "Line\tItem", "Always on", "Prospecting, cold", "Café été", "Черная пятница",
  ].map { text in Array(JSONBytes.value { $0.string(text + " ") }.dropLast()) }

  /// Numbers that lose something in a double, or do not fit into one.
  let scores = [
    "0", "-1", "12.50", "-0.0", "1e400", "-1E+400", "1.0E+2", "6.02e23", "-273.150", "1e-7",
    "123456789012345678901234567890", "0.1000000000000000055511151231257827", "null",
  ].map { Array($0.utf8) }

  /// Mostly plain, else hard to show, to align or to save.
  let notes =
    [
      "", "on track", "on track", "paused by the client", "see ticket 4711",
      "budget moved to search",
      "on track", "weekly review done", "=1+2", "=HYPERLINK(\"https://elsewhere.example\",\"x\")",
      "-5", "+358 40 123", "@SUM(A1:A9)", "first line\nsecond line", "one\r\ntwo", "a, \"b\", c",
      #"C:\temp\new"#, "tab\there", "日本語の注記です", "e\u{301}te\u{301} a\u{300} Paris",
      "👩‍👩‍👧‍👦 family 🇫🇮", "שלום עולם", "مرحبا بالعالم", " spaces around ", "<b>bold</b>",
      "\u{1B}[31mred", "a\u{200B}b\u{202E}c",
    ].map { text in JSONBytes.value { $0.string(text) } } + [Array("null".utf8)]

  let extras = [
    #"{"device":"mobile","tags":["a","b, c"]}"#, "[1,2.50,null]", "{}", "[]",
    #"{"deep":{"er":{"est":[true,false,"=1"]}}}"#, "null", #""mobile""#, "17",
    #"{"device":"desktop","share":0.250}"#, #"[{"k":"v\n"},{"k":-1e400}]"#,
  ].map { Array($0.utf8) }
}
