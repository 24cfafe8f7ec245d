import HTTPTypes
import Hummingbird
import NIOCore

/// Joins the router to the HTTP server: words in, bytes out, and the faults that need a connection.
struct SimulatorResponder: HTTPResponder {
  typealias Context = SimulatorContext

  let router: SimulatorRouter
  let controls: SimulatorControls
  /// The faults of the story; nil for a story without.
  let faults: FaultSchedule?
  let elapsed: @Sendable () -> Duration
  let pause: @Sendable (Duration) async throws -> Void

  @Sendable
  func respond(to request: Request, context: SimulatorContext) async throws -> Response {
    guard controls.isFrozen else {
      let body = try await request.body.collect(upTo: Self.longestBody)
      return try await answered(request, body, on: context.channel)
    }
    // Whoever hangs up is not waited for. Watching for that uses up the connection, so it is closed
    // afterwards.
    let body = try await request.body.consumeWithCancellationOnInboundClose { body in
      let body = try await body.collect(upTo: Self.longestBody)
      try await controls.passed()
      return body
    }
    var response = try await answered(request, body, on: context.channel)
    response.headers[.connection] = "close"
    return response
  }

  private func answered(
    _ request: Request, _ body: ByteBuffer, on channel: any Channel
  ) async throws -> Response {
    // What was asked for by hand comes before what the story holds.
    var answer = controls.answer
    if answer == .normal, request.method != .get { answer = controls.actionAnswer }
    if answer == .normal, let faults { answer = faults.answer(at: elapsed()) }
    var words = SimulatorRequest(request.head)
    words.body = Array(body.readableBytesView)
    switch answer {
    case .drop, .lost, .slow, .truncated, .oversized, .skewed, .throttled(_, asDate: true):
      // Whatever becomes of the bytes, the connection has to go: its encoder knows nothing of them.
      do {
        try await spoil(words, answer, on: RawConnection(channel: channel))
      } catch {
        try await channel.close()
        throw error
      }
      try await channel.close()
      throw CancellationError()
    case .hang(let seconds): try await pause(.seconds(seconds))
    default: break
    }
    let response = router.respond(to: words, at: elapsed(), as: answer, results: controls.results)
    return Self.encoded(GzipCoding.isAccepted(by: request.headers) ? response.packed : response)
  }

  /// The most bytes of a request's body.
  private static let longestBody = 8 << 20

  /// Writes an answer that no encoder would.
  private func spoil(
    _ words: SimulatorRequest, _ answer: SimulatedAnswer, on connection: RawConnection
  ) async throws {
    let now = router.origin + elapsed().milliseconds
    let response = router.respond(
      to: words, at: elapsed(), as: answer, results: controls.results)
    switch answer {
    case .skewed(let seconds):
      try await connection.send(response.head(datedAt: now + seconds * 1000) + response.body)
    case .throttled:
      // A date counts from the answer's own, which has to be the story's.
      try await connection.send(response.head(datedAt: now) + response.body)
    case .truncated:
      let half = response.body.prefix(response.body.count / 2)
      try await connection.send(response.head(datedAt: now) + half)
    case .slow:
      try await connection.send(response.head(datedAt: now))
      let step = max(1, response.body.count / 7)
      for start in stride(from: 0, to: response.body.count, by: step) {
        try await pause(.milliseconds(400))
        try await connection.send(Array(response.body[start...].prefix(step)))
      }
    case .oversized:
      let head = "HTTP/1.1 200 \r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
      try await connection.send(Array(head.utf8))
      let part = ByteBuffer(repeating: UInt8(ascii: " "), count: 64 << 10)
      for _ in 0..<512 { try await connection.send(part) }
    default: break
    }
  }

  private static func encoded(_ response: SimulatorResponse) -> Response {
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

/// What a request's handler may use of its connection: the channel, to drop it.
struct SimulatorContext: InitializableFromSource {
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    channel = source.channel
  }
}

extension SimulatorRequest {
  /// Takes what the router needs from the head of an HTTP request.
  init(_ head: HTTPRequest) {
    let target = (head.path ?? "/").split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      method: head.method.rawValue, path: target.first.map(String.init) ?? "/",
      query: target.count > 1 ? String(target[1]) : "",
      authorization: head.headerFields[.authorization],
      apiKey: HTTPField.Name("X-API-Key").flatMap { head.headerFields[$0] }, host: head.authority)
  }
}

extension SimulatorResponse {
  /// The answer as HTTP/1.1 writes it, for a connection that closes afterwards.
  ///
  /// - Parameter milliseconds: since 1970, the date the answer claims to have.
  func head(datedAt milliseconds: Int) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \r\nDate: \(HTTPDateText.text(milliseconds))\r\n"
    for header in headers { text += "\(header.name): \(header.value)\r\n" }
    text += "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    return Array(text.utf8)
  }
}
