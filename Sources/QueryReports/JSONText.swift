import QueryCore

/// A JSON value to be written: objects keep the order of their keys, and what is absent is `null`.
///
/// Escaped are, beyond what JSON demands, all control, format and separator characters, so that
/// nothing a server said can steer the terminal a script prints to.
package indirect enum JSONText: Hashable, Sendable {
  case null
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case array([JSONText])
  case object([Member])

  /// A key and its value.
  package struct Member: Hashable, Sendable {
    let key: String
    let value: JSONText
  }

  /// Makes an object of keys and values in order.
  package static func object(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// Makes an object of keys and values in order.
  package static func object(of members: [(String, JSONText)]) -> JSONText {
    .object(members.map { Member(key: $0.0, value: $0.1) })
  }

  package static func text(_ value: String?) -> JSONText { value.map(JSONText.string) ?? .null }

  package static func count(_ value: Int?) -> JSONText { value.map(JSONText.integer) ?? .null }

  package static func texts(_ values: [String]) -> JSONText { .array(values.map(JSONText.string)) }

  /// The document on one line.
  package var line: String {
    var out = ""
    write(to: &out)
    return out
  }

  private func write(to out: inout String) {
    switch self {
    case .null: out += "null"
    case .string(let text): Self.write(text, to: &out)
    case .integer(let number): out += String(number)
    case .number(let number): out += number.isFinite ? String(number) : "null"
    case .boolean(let value): out += value ? "true" : "false"
    case .array(let values):
      out += "["
      for (index, value) in values.enumerated() {
        if index > 0 { out += "," }
        value.write(to: &out)
      }
      out += "]"
    case .object(let members):
      out += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { out += "," }
        Self.write(member.key, to: &out)
        out += ":"
        member.value.write(to: &out)
      }
      out += "}"
    }
  }

  private static func write(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case " "..."~": out.unicodeScalars.append(scalar)
      default:
        if scalar.isUnseen { escape(scalar, to: &out) } else { out.unicodeScalars.append(scalar) }
      }
    }
    out += "\""
  }

  private static func escape(_ scalar: Unicode.Scalar, to out: inout String) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
