/// Why bytes are not the JSON that was asked for, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was wrong.
  package enum Reason: String, Hashable, Sendable {
    case unexpectedEnd = "it ends too early"
    case unexpectedByte = "a byte that cannot stand there"
    case badEscape = "a bad escape"
    case badNumber = "a bad number"
    case tooDeep = "nesting deeper than 64"
    case trailingBytes = "more after the end"
    case wrongKind = "a value of another kind than promised"
    case duplicateKey = "a key twice"

    /// Whether only what stands behind it is hidden: not where what came before is in doubt.
    package var isBreak: Bool { self != .duplicateKey }
  }

  /// What was wrong.
  package let reason: Reason
  /// The byte, counted from 0, at which reading stopped.
  package let offset: Int

  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  package var description: String { "\(reason.rawValue), at byte \(offset)" }
}
