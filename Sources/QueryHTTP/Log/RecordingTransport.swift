package import FoundationEssentials
import QueryCore

/// Records every call of one source, and lets no answer that repeats a token get further.
///
/// The calls themselves are left as they are: what the transport below says or throws is passed on.
package struct RecordingTransport: HTTPTransport {
  private let source: String
  private let base: BaseURL?
  private let transport: any HTTPTransport
  private let log: RequestLog
  private let redactor: Redactor
  private let clock: any Clock<Duration>
  private let now: @Sendable () -> Date

  /// Stands between one source and the network.
  ///
  /// - Parameters:
  ///   - source: the name the calls are recorded under.
  ///   - base: what is left out of the paths.
  ///   - clock: measures how long calls take.
  ///   - now: the wall clock, which dates them.
  package init(
    source: String, base: BaseURL? = nil, transport: any HTTPTransport, log: RequestLog,
    redactor: Redactor, clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.source = source
    self.base = base
    self.transport = transport
    self.log = log
    self.redactor = redactor
    self.clock = clock
    self.now = now
  }

  package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let sentAt = now()
    let lap = Self.measuring(clock)
    do {
      let response = redacted(try await transport.send(request))
      record(request, sentAt, lap(), .status(response.status), response)
      return response
    } catch let error as TransportError {
      record(request, sentAt, lap(), .failed(Self.word(error)), nil)
      throw error
    }
  }

  private func record(
    _ request: HTTPRequest, _ sentAt: Date, _ time: Duration, _ outcome: RequestRecord.Outcome,
    _ response: HTTPResponse?
  ) {
    let path = redactor.clean(RequestPath.shown(request.url, below: base))
    log.record { number in
      RequestRecord(
        id: number, sentAt: sentAt, source: source, method: request.method.rawValue, path: path,
        outcome: outcome,
        milliseconds: Int(time / .milliseconds(1)), bytes: response?.receivedBytes ?? 0,
        budget: response.flatMap { RequestBudget($0.headers) },
        requestID: response.flatMap(Self.requestID))
    }
  }

  private func redacted(_ response: HTTPResponse) -> HTTPResponse {
    var headers = HTTPHeaderFields()
    for field in response.headers.fields { headers.append(field.name, redactor.clean(field.value)) }
    return HTTPResponse(
      status: response.status, headers: headers, body: redactor.clean(response.body),
      isCut: response.isCut, receivedBytes: response.receivedBytes)
  }

  /// Starts to measure; the result tells the time since.
  private static func measuring<C: Clock<Duration>>(_ clock: C) -> () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
  }

  private static func word(_ error: TransportError) -> String {
    switch error {
    case .timedOut: "timed out"
    case .unreachable(let reason), .notSent(let reason): reason
    case .tooLarge: "too large"
    case .malformed: "not HTTP"
    case .insecure: "not https"
    }
  }

  /// The call's name from its headers, or from the start of a JSON body.
  private static func requestID(_ response: HTTPResponse) -> String? {
    for name in ["X-Request-Id", "Request-Id", "X-Correlation-Id"] {
      if let value = response.headers[name], isName(value.utf8) { return value }
    }
    let head = Array(response.body.prefix(2048))
    guard let key = head.firstRange(of: Array("\"request_id\"".utf8)) else { return nil }
    let value = head[key.upperBound...].drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
    guard value.first == UInt8(ascii: "\"") else { return nil }
    let name = value.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
    return isName(name) ? String(decoding: name, as: UTF8.self) : nil
  }

  private static func isName(_ bytes: some Collection<UInt8>) -> Bool {
    (1...128).contains(bytes.count) && bytes.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
