import QueryReports

/// One thing `doctor` looked at.
struct Finding: Equatable {
  /// How it stands.
  enum Verdict: String {
    case good = "ok"
    /// Worth knowing, and no reason to stop.
    case note
    case fault
  }

  /// What was looked at, in a word or two.
  let subject: String
  let verdict: Verdict
  /// What was found, and for a fault what to do about it.
  let words: String
  /// The exit status a fault asks for: that of a bad setting, or of what could not be asked.
  var status: Int32 = 0

  static func good(_ subject: String, _ words: String) -> Finding {
    Finding(subject: subject, verdict: .good, words: words)
  }

  static func note(_ subject: String, _ words: String) -> Finding {
    Finding(subject: subject, verdict: .note, words: words)
  }

  static func fault(_ subject: String, _ words: String, status: Int32) -> Finding {
    Finding(subject: subject, verdict: .fault, words: words, status: status)
  }

  /// What was found, for people: verdict, subject and words in columns.
  ///
  /// - Parameter room: in a terminal's, words go on to the next line; in a pipe each finding is a line, to be searched.
  static func lines(_ findings: [Finding], in room: PlainRoom) -> [String] {
    let grid = PlainGrid(
      columns: [PlainColumn(""), PlainColumn("WHAT")], text: "FOUND",
      rows: findings.map { [$0.verdict.rawValue, $0.subject, $0.words] })
    return grid.blocks(in: room).dropFirst().flatMap(\.self)
  }
}
