import FoundationEssentials
import QueryCore

/// The body of `POST /query/batch`, as far as it decides what is run.
struct BatchBody: Decodable, Hashable, Sendable {
  /// One of its queries.
  struct Query: Decodable, Hashable, Sendable {
    let source: String
    let accounts: [String]
    let startDate: String
    let endDate: String

    private enum CodingKeys: String, CodingKey {
      case source = "ds_id"
      case accounts = "ds_accounts"
      case startDate = "start_date"
      case endDate = "end_date"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      source = try values.decode(String.self, forKey: .source)
      startDate = try values.decode(String.self, forKey: .startDate)
      endDate = try values.decode(String.self, forKey: .endDate)
      do {
        accounts = try values.decode([String].self, forKey: .accounts)
      } catch DecodingError.typeMismatch {
        accounts = [try values.decode(String.self, forKey: .accounts)]
      }
    }
  }

  let queries: [Query]
  let description: String?
  let splitAccounts: String?
  let splitDates: String?
  let timeout: Int?
  let queryConcurrency: Int?

  private enum CodingKeys: String, CodingKey {
    case queries
    case description
    case splitAccounts = "split_accounts_policy"
    case splitDates = "split_dates_policy"
    case timeout = "timeout_minutes"
    case queryConcurrency = "query_concurrency"
  }

  /// The most queries after splitting.
  static let mostSplits = 10_000

  /// Reads and checks a body.
  ///
  /// - Throws: `Refusal.badRequest` naming the first thing that breaks the contract.
  static func read(_ bytes: [UInt8]) throws(BatchBodyFault) -> BatchBody {
    let body: BatchBody
    do {
      body = try JSONDecoder().decode(BatchBody.self, from: Data(bytes))
    } catch DecodingError.keyNotFound(let key, _) {
      throw BatchBodyFault("The field '\(key.stringValue)' is required.")
    } catch DecodingError.typeMismatch(_, let context) {
      let name = context.codingPath.last?.stringValue ?? "the whole"
      throw BatchBodyFault("The field '\(name)' has the wrong type.")
    } catch {
      throw BatchBodyFault("The body is not valid JSON.")
    }
    try body.check()
    return body
  }

  private func check() throws(BatchBodyFault) {
    guard !queries.isEmpty else { throw BatchBodyFault("The field 'queries' is empty.") }
    guard ["all", "none", nil].contains(splitAccounts) else {
      throw BatchBodyFault("The field 'split_accounts_policy' must be all or none.")
    }
    guard ["day", "none", nil].contains(splitDates) else {
      throw BatchBodyFault("The field 'split_dates_policy' must be day or none.")
    }
    guard (5...60).contains(timeout ?? 30), (1...50).contains(queryConcurrency ?? 5) else {
      throw BatchBodyFault("A number is out of its range.")
    }
    for query in queries {
      guard (1...100).contains(query.accounts.count), query.accounts.allSatisfy(Self.isAccount)
      else { throw BatchBodyFault("The field 'ds_accounts' must hold 1 to 100 accounts.") }
      guard CalendarDays.range(query.startDate, query.endDate) != nil else {
        throw BatchBodyFault("The fields 'start_date' and 'end_date' must be a range of days.")
      }
    }
    guard splits.count <= Self.mostSplits else { throw BatchBodyFault("That is too much.") }
  }

  private static func isAccount(_ text: String) -> Bool {
    (1...50).contains(text.utf8.count) && text.utf8.allSatisfy(\.isNameByte)
  }

  var concurrency: Int { queryConcurrency ?? 5 }

  /// The queries after splitting, account by account.
  var splits: [SubmittedBatch.Split] {
    queries.flatMap { query -> [SubmittedBatch.Split] in
      let accounts = query.accounts.map { SimulatedAccount(id: $0, name: $0) }
      guard let days = CalendarDays.range(query.startDate, query.endDate) else { return [] }
      let groups = splitAccounts == "all" ? accounts.map { [$0] } : [accounts]
      let ranges = splitDates == "day" ? days.map { $0...$0 } : [days]
      return groups.flatMap { group in
        ranges.map { SubmittedBatch.Split(accounts: group, days: $0) }
      }
    }
  }
}

/// What breaks the contract in a body.
struct BatchBodyFault: Error, Hashable {
  let text: String

  init(_ text: String) {
    self.text = text
  }
}
