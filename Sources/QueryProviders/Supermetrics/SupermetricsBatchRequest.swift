package import QueryCore
import QueryHTTP

/// The body of a `POST /query/batch` as a person kept it: a part of it can be asked for again, and all that is not accounts or
/// dates stays byte for byte.
package struct SupermetricsBatchRequest: BatchRequest {
  package let outline: RequestOutline
  private let bytes: [UInt8]
  /// The array `queries`, and what is in it.
  private let list: Range<Int>
  private let queries: [Range<Int>]

  private static let accountsKey = "ds_accounts"
  private static let rangeKey = "date_range_type"
  /// Members that may hold a key, in lower case.
  private static let keyNames: Set<String> = [
    "api_key", "apikey", "access_token", "token", "authorization", "password", "secret",
  ]

  /// - Throws: `RequestFileProblem`.
  package init(_ bytes: [UInt8]) throws(RequestFileProblem) {
    do {
      let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
      var whole = JSONReader(bytes)
      guard try whole.nextKind() == .object else {
        throw RequestFileProblem.notARequest("it is no object")
      }
      let members = try JSONSpans.members(of: bytes, in: 0..<bytes.count)
      try Self.refuseKeys(members)
      guard let list = members.first(where: { $0.key == "queries" })?.value,
        bytes[list.lowerBound] == UInt8(ascii: "[")
      else { throw RequestFileProblem.notARequest("it has no list \"queries\"") }
      self.bytes = bytes
      self.list = list
      queries = try JSONSpans.elements(of: bytes, in: list)
      func policy(_ key: String) throws -> String? {
        try members.first { $0.key == key }.flatMap { try Self.text(bytes, $0.value) }
      }
      outline = RequestOutline(
        queries: try queries.map { try Self.outline(bytes, $0) },
        splitsAccounts: try policy("split_accounts_policy")?.lowercased() == "all",
        splitsDays: try policy("split_dates_policy")?.lowercased() == "day")
    } catch let problem as RequestFileProblem {
      throw problem
    } catch {
      throw .notJSON("\(error)")
    }
  }

  package var hasDateRangeType: Bool {
    do {
      return try queries.contains { query in
        guard bytes[query.lowerBound] == UInt8(ascii: "{") else { return false }
        let type = try JSONSpans.members(of: bytes, in: query).first { $0.key == Self.rangeKey }
        return try type.flatMap { try Self.text(bytes, $0.value) }.map { $0 != "custom" } ?? false
      }
    } catch {
      // It was read whole when this was made.
      return false
    }
  }

  package func body(of plan: RerunPlan) -> [UInt8] {
    let space = bytes[list].contains(UInt8(ascii: "\n")) ? ",\n    " : ","
    var out = Array(bytes[..<list.lowerBound])
    out.append(UInt8(ascii: "["))
    for (place, query) in plan.queries.enumerated() {
      if place > 0 { out += Array(space.utf8) }
      out += filled(queries[query.origin], query)
    }
    out.append(UInt8(ascii: "]"))
    return out + bytes[list.upperBound...]
  }

  // MARK: Reading

  private static func refuseKeys(_ members: [JSONSpans.Member]) throws(RequestFileProblem) {
    if let member = members.first(where: { keyNames.contains($0.key.lowercased()) }) {
      throw .holdsKey(member.key)
    }
  }

  private static func text(_ bytes: [UInt8], _ range: Range<Int>) throws -> String? {
    var reader = JSONReader(Array(bytes[range]))
    guard try reader.nextKind() == .string else { return nil }
    return try reader.readText(atMost: 256)
  }

  private static func outline(
    _ bytes: [UInt8], _ range: Range<Int>
  ) throws -> RequestOutline.Query {
    guard bytes[range.lowerBound] == UInt8(ascii: "{") else {
      return RequestOutline.Query(obstacle: "it is no object, as a saved query's id is none")
    }
    let members = try JSONSpans.members(of: bytes, in: range)
    try refuseKeys(members)
    func value(_ key: String) -> Range<Int>? { members.first { $0.key == key }?.value }
    let start = try value("start_date").flatMap { try text(bytes, $0) }
    let end = try value("end_date").flatMap { try text(bytes, $0) }
    return RequestOutline.Query(
      accounts: try value(accountsKey).flatMap { try accounts(bytes, $0) },
      days: start.flatMap { CalendarDays.range($0, end) })
  }

  /// The accounts of a list or a text; nil for a filter, and for a text that stands for several, as `list.all_accounts`.
  private static func accounts(_ bytes: [UInt8], _ range: Range<Int>) throws -> [String]? {
    var reader = JSONReader(Array(bytes[range]))
    switch try reader.nextKind() {
    case .string:
      guard let text = try reader.readText(), !text.hasPrefix("list.") else { return nil }
      return text.split(separator: ",").map { part in
        let kept = part.drop { $0 == " " }
        return String(kept.prefix { $0 != " " })
      }
    case .array:
      var accounts: [String] = []
      try reader.readArray { reader in
        if let text = try reader.readText(atMost: 256) { accounts.append(text) }
      }
      return accounts.contains { $0.hasPrefix("list.") } ? nil : accounts
    default: return nil
    }
  }

  // MARK: Filling in

  /// A query of the request with a plan's accounts and dates in it.
  private func filled(_ range: Range<Int>, _ query: RerunPlan.Query) -> [UInt8] {
    var wanted: [(key: String, value: String)] = []
    if !query.accounts.isEmpty {
      wanted.append((Self.accountsKey, accountsText(query.accounts, range)))
    }
    if let start = query.startDate, let end = query.endDate {
      wanted += [("start_date", JSONSpans.quoted(start)), ("end_date", JSONSpans.quoted(end))]
    }
    let members: [JSONSpans.Member]
    do {
      members = try JSONSpans.members(of: bytes, in: range)
    } catch {
      // It was read whole when this was made.
      return Array(bytes[range])
    }
    // Relative dates would count before those filled in.
    if query.startDate != nil, members.contains(where: { $0.key == Self.rangeKey }) {
      wanted.append((Self.rangeKey, "\"custom\""))
    }
    var out: [UInt8] = []
    var place = range.lowerBound
    for member in members {
      guard let value = wanted.first(where: { $0.key == member.key })?.value else { continue }
      out += bytes[place..<member.value.lowerBound]
      out += Array(value.utf8)
      place = member.value.upperBound
    }
    let missing = wanted.filter { wanted in !members.contains { $0.key == wanted.key } }
    let last = members.last?.value.upperBound ?? range.lowerBound + 1
    if place < last { out += bytes[place..<last] }
    for (index, member) in missing.enumerated() {
      let comma = index > 0 || !members.isEmpty ? "," : ""
      out += Array("\(comma)\(JSONSpans.quoted(member.key)):\(member.value)".utf8)
    }
    return out + bytes[max(place, last)..<range.upperBound]
  }

  /// One account stays a text where the request has one.
  private func accountsText(_ accounts: [String], _ range: Range<Int>) -> String {
    let list = "[" + accounts.map(JSONSpans.quoted).joined(separator: ",") + "]"
    guard accounts.count == 1 else { return list }
    do {
      let members = try JSONSpans.members(of: bytes, in: range)
      let own = members.first { $0.key == Self.accountsKey }?.value
      let isText = own.map { bytes[$0.lowerBound] == UInt8(ascii: "\"") } ?? false
      return isText ? JSONSpans.quoted(accounts[0]) : list
    } catch {
      // It was read whole when this was made.
      return list
    }
  }
}
