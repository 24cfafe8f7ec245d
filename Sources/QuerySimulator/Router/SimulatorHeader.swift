/// One header line of an answer.
package struct SimulatorHeader: Hashable, Sendable {
  /// As the contract writes it.
  package let name: String
  /// Without line breaks.
  package let value: String
}
