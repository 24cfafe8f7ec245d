import FoundationEssentials
import QueryCore

/// The parameters of `query/status` as they came, in the `json` parameter or as plain ones.
struct StatusFields: Decodable, Hashable, Sendable {
  var apiKey: String?
  var scheduleID: String?
  var offsetStart: Int?
  var offsetEnd: Int?
  var settings: Settings?

  /// How the rows are to be written; of `no_headers` and the like only what changes an answer here.
  struct Settings: Decodable, Hashable, Sendable {
    var hidesHeader: Bool?

    private enum CodingKeys: String, CodingKey {
      case hidesHeader = "no_headers"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case apiKey = "api_key"
    case scheduleID = "schedule_id"
    case offsetStart = "offset_start"
    case offsetEnd = "offset_end"
    case settings
  }

  private static let offsets = 0...1_000_000

  /// Reads the parameters; where `json` is given it alone counts.
  ///
  /// - Throws: `Refusal.badRequest` for JSON that is none or holds a wrong type, and for
  ///   numbers that are none.
  init(_ parameters: QueryParameters) throws(Refusal) {
    guard let json = parameters["json"] else {
      apiKey = parameters["api_key"]
      scheduleID = parameters["schedule_id"]
      offsetStart = try parameters.integer("offset_start", in: Self.offsets)
      offsetEnd = try parameters.integer("offset_end", in: Self.offsets)
      return
    }
    do {
      self = try JSONDecoder().decode(StatusFields.self, from: Data(json.utf8))
    } catch DecodingError.typeMismatch(_, let context) {
      let name = context.codingPath.first.map { "The field '\($0.stringValue)'" } ?? "The whole"
      throw .badRequest("\(name) of the parameter 'json' has the wrong type.")
    } catch {
      throw .badRequest("The parameter 'json' is not valid JSON.")
    }
  }

  /// Checks every field against the contract.
  ///
  /// - Throws: `Refusal.badRequest` naming the first that breaks it.
  func validated() throws(Refusal) -> StatusQuery {
    if let apiKey { try Self.check(apiKey, "api_key", longest: 255) }
    guard let scheduleID else { throw .badRequest("The field 'schedule_id' is required.") }
    try Self.check(scheduleID, "schedule_id", longest: 50)
    for (name, value) in [("offset_start", offsetStart), ("offset_end", offsetEnd)] {
      guard let value, !Self.offsets.contains(value) else { continue }
      throw .badRequest("The field '\(name)' must be 0 to \(Self.offsets.upperBound).")
    }
    let start = offsetStart ?? 0
    guard offsetEnd ?? start >= start else {
      throw .badRequest("The field 'offset_end' must not be below 'offset_start'.")
    }
    return StatusQuery(
      scheduleID: scheduleID, firstRow: start, lastRow: offsetEnd,
      hidesHeader: settings?.hidesHeader ?? false)
  }

  /// The query that `query/results` asks for, which counts rows by offset and limit.
  ///
  /// - Throws: `Refusal.badRequest` for an id or a number out of the contract's limits.
  static func results(_ parameters: QueryParameters) throws(Refusal) -> StatusQuery {
    let offset = try parameters.integer("offset", in: 0...Int.max / 2) ?? 0
    let limit = try parameters.integer("limit", in: 1...longestResult) ?? longestResult
    guard let id = parameters["schedule_id"] else {
      throw .badRequest("The field 'schedule_id' is required.")
    }
    try check(id, "schedule_id", longest: 50)
    return StatusQuery(
      scheduleID: id, firstRow: offset, lastRow: offset + limit - 1, hidesHeader: false,
      most: limit)
  }

  private static let longestResult = 100_000

  private static func check(_ text: String, _ name: String, longest: Int) throws(Refusal) {
    guard (1...longest).contains(text.utf8.count), text.utf8.allSatisfy(\.isNameByte) else {
      throw .badRequest(
        "The field '\(name)' must hold 1 to \(longest) letters, digits, '_' and '-'.")
    }
  }
}

/// A `query/status` request that keeps to the contract.
struct StatusQuery: Hashable, Sendable {
  let scheduleID: String
  /// From 0, not counting the header row.
  let firstRow: Int
  /// Inclusive; nil for all.
  let lastRow: Int?
  let hidesHeader: Bool
  /// Rows of one answer at most.
  var most = ResultRows.most
}
