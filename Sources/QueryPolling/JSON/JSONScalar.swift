/// A JSON value that is neither object nor array; a number stays the text its sender wrote.
package enum JSONScalar: Hashable, Sendable {
  case string(String)
  case number(String)
  case bool(Bool)
  case null

  /// The value as text: a string itself, a number's source, `true` or `false`; nil for null.
  package var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null: nil
    }
  }

  /// The value as a whole number, also where it was written `12.0`, `1e3` or `"12"`; nil if it is
  /// none or does not fit.
  package var int: Int? {
    switch self {
    case .number(let text), .string(let text):
      if let exact = Int(text) { return exact }
      guard let double = Double(text) else { return nil }
      return Int(exactly: double)
    case .bool, .null: return nil
    }
  }
}
