/// The filter language in a table, for help and documentation.
enum FilterHelp {
  /// What can be written, and what it shows.
  static let forms: [(form: String, help: String)] = [
    ("timeout", "rows with this text in any field, in any case"),
    ("state:failed code:QUERY_*", "both; * stands for anything in a whole field"),
    ("account=act_22", "this and nothing else in the field"),
    ("!retry !state:failed", "rows without it"),
    ("date:11-10..11-14", "days of a range; also 11-14, 2026-11, 2026-11-14"),
    ("dur>30s rows>=1.5k", "< <= > >= with ms s m h d; counts with k and m"),
    ("/time(d )?out/", "a regular expression, in any case; code:/^QUERY_/"),
    ("\"did not answer\"", "quotes keep blanks, and signs from meaning anything"),
  ]

  /// Keys while a filter is typed: `Tab` and `Up` are in the key table of the prompt.
  static let title = "Filter"

  /// The fields of each list.
  static var lists: [(list: String, fields: [(name: String, help: String)])] {
    [
      ("Queries of a batch", fields(of: BatchRow.self)),
      ("Causes", fields(of: CauseRow.self)), ("Targets", fields(of: TargetRow.self)),
      ("Requests", fields(of: RequestRow.self)),
    ]
  }

  private static func fields<Row: FilterableRow>(of _: Row.Type) -> [(name: String, help: String)] {
    Row.filterFields.map { field in
      (field.name, field.help + (field.alias.map { "; also \($0)" } ?? ""))
    }
  }

  /// The tables of the documentation, in Markdown.
  static func markdown() -> String {
    let forms = forms.map { "| `\($0.form.replacing("|", with: "\\|"))` | \($0.help) |\n" }.joined()
    let lists = lists.map { list in
      "\n### Fields: \(list.list)\n\n| field | holds |\n|---|---|\n"
        + list.fields.map { "| `\($0.name)` | \($0.help) |\n" }.joined()
    }
    return "### \(title)\n\n| written | shows |\n|---|---|\n" + forms + lists.joined()
  }
}
