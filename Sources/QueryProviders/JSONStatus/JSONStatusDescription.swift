package import QueryCore
package import QueryHTTP
package import ResultTables

/// A provider whose answers say everything at paths of their JSON: what to ask, and where what
/// stands.
package struct JSONStatusDescription: Sendable {
  package let provider: ProviderDescription
  package let endpoints: [TargetKind: JSONEndpoint]
}

/// Where one kind of target is asked for, and how the answer is read.
package struct JSONEndpoint: Sendable {
  /// Below the base, with `{id}` for the id.
  package let path: String
  /// Sent beside the standard ones.
  package var headers: HTTPHeaderFields = [:]
  /// Where the API lives below the base; every link of an answer must stay inside.
  package var apiPath = "/"
  package let words: StatusWords
  package let fields: JSONFields
  package let rows: JSONRowsDescription
  /// Whether the status stands before the rows, so that the start of an answer too long to be taken
  /// is enough.
  package var takesStart = false
}

/// Where the rows of a result stand in the same answer.
package struct JSONRowsDescription: Sendable {
  /// Whole in one answer, or in pages that `JSONField.next` chains.
  package let access: ResultAccess
  /// The member names that lead to the array of rows, and to that of the columns' names.
  package let layout: ResultLayout
}

/// What a field of an answer means.
package enum JSONField: Hashable, Sendable {
  case status
  /// The id of what the answer is about.
  case id
  case failure
  /// Done of 100.
  case percent
  case resultRows
  case resultColumns
  case startedAt
  /// Counts only once the state is an end.
  case endedAt
  /// When the provider throws the result away.
  case expiresAt
  /// The link to the next page of rows.
  case next
}

/// The fields that are read of an answer, by their paths, as in `data.status`; all others are passed
/// over.
package struct JSONFields: Sendable, ExpressibleByDictionaryLiteral {
  /// What stands at a member: a field, or an object with fields.
  enum Member: Sendable {
    case field(JSONField)
    case object(JSONFields)
  }

  /// The path of the status, for people.
  let statusPath: String
  private let members: [(name: String, member: Member)]

  package init(dictionaryLiteral elements: (String, JSONField)...) {
    self.init(elements.map { ($0.split(separator: ".").map(String.init)[...], $1) })
  }

  private init(_ fields: [(path: ArraySlice<String>, field: JSONField)]) {
    var members: [(String, Member)] = []
    var names: [String] = []
    for field in fields {
      guard let name = field.path.first, !names.contains(name) else { continue }
      names.append(name)
      let below = fields.filter { $0.path.first == name && $0.path.count > 1 }
      members.append(
        (
          name,
          below.isEmpty
            ? .field(field.field)
            : .object(JSONFields(below.map { ($0.path.dropFirst(), $0.field) }))
        ))
    }
    self.members = members
    statusPath = fields.first { $0.field == .status }?.path.joined(separator: ".") ?? "status"
  }

  subscript(key: JSONKey) -> Member? { members.first { key.matches($0.name) }?.member }
}
