import HTTPTypes
import Hummingbird
import NIOCore

/// Joins the router to the HTTP server: words in, bytes out, and the faults that need a connection.
struct SimulatorResponder: HTTPResponder {
  typealias Context = SimulatorContext

  let router: SimulatorRouter
  let controls: SimulatorControls
  let elapsed: @Sendable () -> Duration

  @Sendable
  func respond(to request: Request, context: SimulatorContext) async throws -> Response {
    guard controls.isFrozen else { return try await answered(request, on: context.channel) }
    // Whoever hangs up is not waited for. Watching for that uses up the connection, so it is closed
    // afterwards.
    try await request.body.consumeWithCancellationOnInboundClose { _ in
      try await controls.passed()
    }
    var response = try await answered(request, on: context.channel)
    response.headers[.connection] = "close"
    return response
  }

  private func answered(_ request: Request, on channel: any Channel) async throws -> Response {
    let answer = controls.answer
    if answer == .drop {
      try await channel.close()
      throw CancellationError()
    }
    let words = SimulatorRequest(request.head)
    let response = router.respond(to: words, at: elapsed(), as: answer)
    var headers = HTTPFields()
    for header in response.headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      headers.append(HTTPField(name: name, value: header.value))
    }
    return Response(
      status: HTTPResponse.Status(code: response.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
  }
}
