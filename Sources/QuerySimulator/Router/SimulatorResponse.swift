/// An HTTP answer, ready to be sent.
package struct SimulatorResponse: Hashable, Sendable {
  package let status: Int
  /// In the order they are sent.
  package let headers: [SimulatorHeader]
  package let body: [UInt8]

  /// The value of a header, whose name is compared without regard to case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
