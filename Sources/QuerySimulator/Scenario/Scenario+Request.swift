import QueryCore

extension Scenario {
  /// The body of the `POST /query/batch` that the batch was made by.
  ///
  /// The story's last day is ragged, so there is a query for the accounts that have it, and one for the others.
  package var request: [UInt8] {
    let grid = StoryGrid(queries: options.queries)
    let parts = [
      (accounts[..<grid.full], days[...]), (accounts[grid.full...], days.dropLast()),
    ].filter { !$0.0.isEmpty && !$0.1.isEmpty }
    var text = """
      {
        "description": "every account, day by day",
        "split_accounts_policy": "all",
        "split_dates_policy": "day",
        "query_concurrency": \(min(50, options.concurrency)),
        "queries": [
      """
    for (place, part) in parts.enumerated() {
      // Batches take 100 accounts a query.
      for (chunk, start) in stride(from: 0, to: part.0.count, by: 100).enumerated() {
        let ids = part.0.dropFirst(start).prefix(100).map { "\"\($0.id)\"" }
        text += place + chunk > 0 ? ",\n" : "\n"
        text += """
              {"ds_id": "FA", "ds_accounts": [\(ids.joined(separator: ", "))],
               "start_date": "\(part.1.first?.description ?? "")", "end_date": "\(part.1.last?.description ?? "")",
               "fields": ["Date", "adcampaign_name", "impressions", "cost"],
               "settings": {"attribution": "1d_click", "threshold": 0.50}}
          """
      }
    }
    return Array((text + "\n  ]\n}\n").utf8)
  }

  /// The ids of the accounts of which a query fails for want of access.
  var deniedAccounts: Set<String> {
    var denied: Set<String> = []
    for query in queries {
      if case .failure(let place) = query.ending,
        failures[place].code == "QUERY_ACCOUNT_UNAVAILABLE"
      {
        denied.insert(accounts[query.account].id)
      }
    }
    return denied
  }
}
