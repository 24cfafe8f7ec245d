import QueryReports
import TextCanvas

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
  /// - Parameter width: the terminal's, which words go on to the next line to keep within; nil leaves each finding a line, to
  ///   be searched.
  static func lines(_ findings: [Finding], width: Int?) -> [String] {
    let subjects = findings.map(\.subject.count).max() ?? 0
    let room = width.map { max(10, $0 - subjects - "fault".count - 4) } ?? .max
    let rows = findings.flatMap { finding in
      SafeText(finding.words).wrapped(width: room).enumerated().map { index, line in
        index == 0
          ? [finding.verdict.rawValue, finding.subject, line.string] : ["", "", line.string]
      }
    }
    let grid = PlainGrid(titles: ["", "WHAT", "FOUND"], rightAligned: [], rows: rows)
    return Array(grid.lines.dropFirst())
  }
}
