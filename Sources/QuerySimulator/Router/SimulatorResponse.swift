/// An HTTP answer, ready to be sent.
package struct SimulatorResponse: Hashable, Sendable {
  /// The HTTP status, 200 to 599.
  package let status: Int
  /// In the order they are sent.
  package let headers: [SimulatorHeader]
  /// The body as it is sent; empty where there is none.
  package let body: [UInt8]

  /// The value of a header, whose name is compared without regard to case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
