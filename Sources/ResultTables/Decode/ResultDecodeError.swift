/// Why an answer's rows could not be read.
package struct ResultDecodeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte of the answer at which it was noticed, from 0.
  package let byte: Int
  /// What is wrong, in words that hold nothing of the answer.
  package let reason: String

  package var description: String { "\(reason) at byte \(byte)" }
}
