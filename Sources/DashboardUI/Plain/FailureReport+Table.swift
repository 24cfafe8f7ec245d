import QueryCore

extension FailureReport {
  /// A line a cause, for people.
  package var causeLines: [String] {
    guard !causes.isEmpty else { return ["nothing has failed"] }
    return PlainGrid(
      titles: ["COUNT", "RETRY", "CODE", "REACH", "MESSAGE"], rightAligned: [0],
      rows: causes.map {
        [CountText.grouped($0.count), $0.retry.rawValue, $0.code ?? "-", $0.reach, $0.message]
      }
    ).lines
  }

  /// A line a query, for people.
  package var queryLines: [String] {
    guard !queries.isEmpty else { return ["nothing has failed"] }
    return PlainGrid(
      titles: ["QUERY", "STATE", "ACCOUNTS", "DATES", "CODE", "MESSAGE"], rightAligned: [],
      rows: queries.map { query in
        let dates = [query.startDate, query.endDate].compactMap(\.self)
        return [
          query.id, query.state.word, query.accounts.joined(separator: " "),
          dates.first == dates.last ? dates.first ?? "" : dates.joined(separator: " "),
          query.failure?.code ?? "-", query.failure?.message ?? "",
        ]
      }
    ).lines
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
  package var queryRecords: [String] {
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
