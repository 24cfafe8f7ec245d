import QueryCore

/// Failures made from templates, each with ids, numbers and dates of its own.
enum FailureCorpus {
  /// What stands in each, to be counted up: `#` a number, `@` an account id, `%` a date.
  static let templates: [String] = subjects.flatMap { subject in
    endings.map { "\(subject) \($0)" }
  }

  private static let subjects = [
    "Account @ is not available to this user:",
    "Query of @ for % failed with reference #:",
    "The data source did not answer within # seconds:",
    "Report \"weekly #\" of account @ could not be read:",
  ]

  private static let endings = [
    "permission was removed on %.", "try again after %T12:00:#Z.", "HTTP status 503 was returned.",
    "see https://help.example.com/errors/#?account=@.", "field 'metric_#' is unknown.",
    "# of # rows were read.", "token 3f2b8c1d-9a4e-4c6f-8b7a-0123456789ab has expired.",
    "ask owner#@example.com for access.", "the daily limit of 10,000 rows is used up.",
    "internal error.",
  ]

  static func make(_ count: Int) -> [BatchQuery] {
    (0..<count).map { index in
      let template = templates[index % templates.count]
      return BatchQuery(
        id: "qrb_bench_query_\(index + 1)", state: .failed, accounts: [account(index)],
        startDate: day(index),
        failure: QueryFailure(code: "CODE", message: filled(template, index: index)))
    }
  }

  private static func filled(_ template: String, index: Int) -> String {
    var text = ""
    for character in template {
      switch character {
      case "#": text += "\(100 + index % 900)"
      case "@": text += text.hasSuffix("\(100 + index % 900)") ? "@" : account(index)
      case "%": text += day(index)
      default: text.append(character)
      }
    }
    return text
  }

  private static func account(_ index: Int) -> String { "act_\(1_029_384_756 + index % 400)" }

  private static func day(_ index: Int) -> String { "2026-09-\(10 + index % 20)" }
}
