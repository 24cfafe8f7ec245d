import FoundationEssentials
package import QueryCore

/// What failed of one target: by cause, and query by query.
package struct FailureReport: Hashable, Sendable {
  package let target: Target
  /// Nil for a query or job by itself, and before the first answer.
  package let verdict: Verdict?
  /// The most frequent cause first.
  package let causes: [FailureCause]
  /// In the provider's order.
  package let queries: [BatchQuery]
  /// Failures that the counters know and no row that came names.
  package let unnamed: Int
  package let missing: [MissingPart]
  package let doubts: [String]

  /// Gathers what failed; a query by itself is a batch of one.
  package init(_ snapshot: TargetSnapshot) {
    target = snapshot.target
    let all = snapshot.rows
    let tally = FailureTally(all)
    causes = tally.causes
    verdict = Verdict.make(of: snapshot, tally, naming: nil)
    let ids = Set(causes.flatMap(\.queryIDs))
    queries = all.filter { ids.contains($0.id) }
    unnamed = max(0, (snapshot.detail.batch?.progress.failed ?? 0) - queries.count)
    missing = snapshot.missing
    doubts = snapshot.doubts
  }
}

extension FailureReport {
  /// The schema of `querytop failures`.
  package static let schema = "querytop.failures/2"

  /// The whole document.
  package var json: JSONText {
    .object([
      "schema": .string(Self.schema), "target": .string(target.description),
      "verdict": .text(verdict?.sentence),
      "complete": .boolean(missing.isEmpty && unnamed == 0),
      "missing": .array(missing.map(StatusDocument.json)), "doubts": .texts(doubts),
      "causes": .array(causes.map(Self.json)), "queries": .array(queries.map(Self.json)),
    ])
  }

  private static func json(_ cause: FailureCause) -> JSONText {
    .object([
      "code": .text(cause.code), "message": .string(cause.message), "count": .integer(cause.count),
      "retry": .string(cause.retry.rawValue), "accounts": .texts(cause.accounts),
      "dates": .texts(cause.dates), "queries": .texts(cause.queryIDs),
      "account_counts": .array(cause.accountCounts.map(json)),
      "day_counts": .array(cause.dayCounts.map(json)), "example": .string(cause.exampleID),
      "first_seen": .text(cause.firstSeen.map { $0.formatted(.iso8601) }),
      "last_seen": .text(cause.lastSeen.map { $0.formatted(.iso8601) }),
    ])
  }

  private static func json(_ count: SplitCount) -> JSONText {
    .object([
      "name": .string(count.name), "failed": .integer(count.failed), "ended": .integer(count.ended),
    ])
  }

  static func json(_ query: BatchQuery) -> JSONText {
    .object([
      "id": .string(query.id), "state": .string(StatusDocument.word(of: query.state)),
      "accounts": .texts(query.accounts), "start_date": .text(query.startDate),
      "end_date": .text(query.endDate),
      "error": query.failure.map(StatusDocument.json) ?? .null,
    ])
  }
}

extension FailureReport {
  /// The verdict and a line a cause, for people.
  package func causeLines(in room: PlainRoom = .pipe) -> [String] {
    guard !causes.isEmpty else { return emptyLines }
    let columns = [
      PlainColumn("COUNT", isNumber: true), PlainColumn("RETRY", yields: 3),
      PlainColumn("CODE", isName: true), PlainColumn("ACCOUNTS", isNumber: true, yields: 2),
      PlainColumn("DAYS", isNumber: true, yields: 1),
    ]
    return verdictLines(in: room)
      + PlainGrid(
        columns: columns, text: "MESSAGE",
        rows: causes.map {
          [
            CountText.grouped($0.count), $0.retry.rawValue, $0.code ?? "-",
            Self.count($0.accountCounts), Self.count($0.dayCounts), $0.message,
          ]
        }
      ).lines(in: room)
  }

  private static func count(_ counts: [SplitCount]) -> String {
    counts.isEmpty ? "-" : CountText.grouped(counts.count)
  }

  /// The verdict, and an empty line below it.
  private func verdictLines(in room: PlainRoom) -> [String] {
    verdict.map { room.wrapped($0.sentence) + [""] } ?? []
  }

  /// The id of each query that failed, in the provider's order, and nothing else.
  package var idLines: [String] { queries.map { $0.id.withoutUnseen } }

  /// Said where no row failed, which is not always that nothing did.
  private var emptyLines: [String] {
    guard unnamed > 0 else {
      return [
        missing.isEmpty ? "nothing has failed" : "nothing has failed among the rows that came"
      ]
    }
    return ["\(CountText.grouped(unnamed)) failed by the counters, and no row that came says which"]
  }

  /// A line a query, for people.
  package func queryLines(in room: PlainRoom = .pipe) -> [String] {
    guard !queries.isEmpty else { return emptyLines }
    let columns = [
      PlainColumn("QUERY", isName: true), PlainColumn("STATE", yields: 3),
      PlainColumn("ACCOUNTS", yields: 1),
      PlainColumn("DATES", yields: 2), PlainColumn("CODE", isName: true),
    ]
    return verdictLines(in: room)
      + PlainGrid(
        columns: columns, text: "MESSAGE",
        rows: queries.map { query in
          let dates = [query.startDate, query.endDate].compactMap(\.self)
          return [
            query.id, query.state.word, query.accounts.joined(separator: " "),
            dates.first == dates.last ? dates.first ?? "" : dates.joined(separator: " "),
            query.failure?.code ?? "-", query.failure?.message ?? "",
          ]
        }
      ).lines(in: room)
  }

  /// A record a cause, with a header.
  package var causeRecords: [String] {
    CSVText.lines(
      [["count", "code", "message", "retry", "accounts", "dates", "queries"]]
        + causes.map { cause in
          [
            String(cause.count), cause.code ?? "", cause.message, cause.retry.rawValue,
            cause.accounts.joined(separator: " "), cause.dates.joined(separator: " "),
            cause.queryIDs.joined(separator: " "),
          ]
        })
  }

  /// A record a query, with a header.
  package var queryRecords: [String] { Self.records(of: queries) }

  /// A record a query, with a header, whatever its state.
  static func records(of queries: [BatchQuery]) -> [String] {
    CSVText.lines(
      [
        [
          "id", "state", "accounts", "start_date", "end_date", "code", "message", "description",
          "status", "request_id",
        ]
      ]
        + queries.map { query in
          let failure = query.failure
          return [
            query.id, StatusDocument.word(of: query.state), query.accounts.joined(separator: " "),
            query.startDate ?? "", query.endDate ?? "", failure?.code ?? "",
            failure?.message ?? "", failure?.description ?? "",
            failure?.status.map(String.init) ?? "", failure?.requestID ?? "",
          ]
        })
  }
}

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
    var shown = text.withoutUnseen
    if SpreadsheetFormula.isLike(shown) { shown = "'" + shown }
    guard shown.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
      return shown
    }
    let parts = shown.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + parts.joined(separator: "\"\"") + "\""
  }
}
