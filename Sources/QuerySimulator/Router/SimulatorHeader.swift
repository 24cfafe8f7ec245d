/// One header line of an answer.
package struct SimulatorHeader: Hashable, Sendable {
  package let name: String
  package let value: String
}
