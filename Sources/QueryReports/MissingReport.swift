package import QueryCore

/// The queries of a batch whose rows an export does not hold, and why each.
package struct MissingReport: Hashable, Sendable {
  /// One query.
  package struct Entry: Hashable, Sendable {
    /// A word scripts can branch on: the query's state, or `expired`, `not_whole`, or what
    /// `PollProblem.code` says of its rows.
    package let why: String
    package let query: BatchQuery
    /// What the provider or querytop said of it.
    package let error: QueryFailure?

    package init(_ query: BatchQuery, why: String, error: QueryFailure?) {
      self.why = why
      self.query = query
      self.error = error
    }

    /// A query that has no rows by its state.
    package init(_ query: BatchQuery) {
      self.init(query, why: StatusDocument.word(of: query.state), error: query.failure)
    }
  }

  package let target: Target
  /// In the order of submission.
  package var entries: [Entry] = []
  /// Queries that the batch counts and does not list.
  package var unlisted = 0

  package init(_ target: Target) {
    self.target = target
  }

  /// Whether nothing is missing.
  package var isEmpty: Bool { entries.isEmpty && unlisted == 0 }

  /// Queries that are missing, those not listed among them.
  package var count: Int { entries.count + unlisted }
}

extension MissingReport {
  /// The schema of `FILE.missing.json`.
  package static let schema = "querytop.missing/1"

  /// The whole document.
  package var json: JSONText {
    .object([
      "schema": .string(Self.schema), "target": .string(target.description),
      "unlisted": .integer(unlisted), "queries": .array(entries.map(Self.json)),
    ])
  }

  private static func json(_ entry: Entry) -> JSONText {
    .object([
      "why": .string(entry.why), "id": .string(entry.query.id),
      "accounts": .texts(entry.query.accounts), "start_date": .text(entry.query.startDate),
      "end_date": .text(entry.query.endDate),
      "error": entry.error.map(StatusDocument.json) ?? .null,
    ])
  }

  /// Ends a sentence about an export: how many queries are missing.
  package var remark: String {
    isEmpty ? "" : "; \(CountText.of(count, "query is", "queries are")) missing"
  }

  /// A line a query, for people; holds server text.
  package var lines: [String] {
    let unnamed = CountText.of(unlisted, "query", "queries")
    return entries.map(Self.line)
      + (unlisted > 0 ? ["missing: \(unnamed) that the batch counts and does not list"] : [])
  }

  private static func line(_ entry: Entry) -> String {
    let query = entry.query
    let (first, last) = (query.startDate, query.endDate)
    let dates = first == last ? [first] : [first, last]
    let split = query.accounts + dates.compactMap(\.self)
    let said = [entry.error?.code, entry.error?.message].compactMap(\.self)
    let reason = said.isEmpty ? "" : ": " + said.joined(separator: ": ")
    return "missing: \(query.id)  \(split.joined(separator: " "))  \(entry.why)\(reason)"
  }
}
