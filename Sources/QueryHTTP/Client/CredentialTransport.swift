/// Sends each request of one source with the newest key of the source, and to the key's own origin
/// alone.
package struct CredentialTransport: HTTPTransport {
  private let credential: SourceCredential
  private let transport: any HTTPTransport

  package init(_ credential: SourceCredential, over transport: any HTTPTransport) {
    self.credential = credential
    self.transport = transport
  }

  package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard request.authentication != nil else { return try await transport.send(request) }
    guard let origin = credential.origin, HTTPOrigin(request.url) == origin else {
      throw TransportError.unreachable("the key is not for this address")
    }
    var keyed = request
    keyed.authentication = credential.current
    return try await transport.send(keyed)
  }
}
