/// One cell by itself, for building small pages and for comparing them.
package enum ResultCell: Hashable, Sendable {
  case missing
  case null
  case boolean(Bool)
  /// The number's source text, digit for digit.
  case number(String)
  case string(String)
  /// Compact JSON.
  case nested(String)

  package var kind: CellKind {
    switch self {
    case .missing: .missing
    case .null: .null
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .nested: .nested
    }
  }

  /// The text a page keeps of it: empty for null and missing.
  package var text: String {
    switch self {
    case .missing, .null: ""
    case .boolean(let value): value ? "true" : "false"
    case .number(let text), .string(let text), .nested(let text): text
    }
  }
}

/// What stands in a cell of a result, as the server's JSON had it.
package enum CellKind: UInt8, Hashable, Sendable, CaseIterable {
  /// The row has no such member, or is too short.
  case missing
  case null
  case boolean
  case number
  case string
  /// An array or an object.
  case nested
}

extension CellKind: Comparable {
  /// By what a cell can hold: nothing, a word or a number, any text.
  package static func < (left: CellKind, right: CellKind) -> Bool { left.rawValue < right.rawValue }
}
