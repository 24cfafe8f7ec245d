/// Any JSON, for looking into an answer.
package enum JSONValue: Hashable, Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  /// As it was written.
  case number(String)
  case bool(Bool)
  case null

  /// - Throws: what stands in the way, where the bytes are no JSON text.
  package init(_ bytes: [UInt8]) throws {
    var text = JSONText(bytes)
    self = try text.document()
  }

  package subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  package var names: Set<String> {
    if case .object(let members) = self { Set(members.keys) } else { [] }
  }

  package var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var integer: Int? {
    if case .number(let number) = self { Int(number) } else { nil }
  }
}
