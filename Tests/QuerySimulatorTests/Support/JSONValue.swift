/// Any JSON, for looking into an answer.
enum JSONValue: Hashable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  /// Infinite where a double has no such number.
  case number(Double)
  case bool(Bool)
  case null

  init(_ bytes: [UInt8]) throws {
    var text = JSONText(bytes)
    self = try text.document()
  }

  subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  var names: Set<String> {
    if case .object(let members) = self { Set(members.keys) } else { [] }
  }

  var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var integer: Int? {
    if case .number(let number) = self { Int(exactly: number) } else { nil }
  }
}
