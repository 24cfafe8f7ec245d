/// The network, as far as a source needs it: one request, one answer, nothing followed and nothing
/// tried again.
package protocol HTTPTransport: Sendable {
  /// Sends one request and takes its whole answer.
  ///
  /// - Throws: `TransportError` when there is no whole answer; `CancellationError` when the task
  ///   was cancelled.
  func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
