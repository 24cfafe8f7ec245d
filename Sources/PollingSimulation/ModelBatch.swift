import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import Synchronization

/// A batch with rows on a model server: the provider's own source polls it, by pages and windows, and each request of a poll
/// is counted, refused and falsified by itself.
final class ModelBatch: HTTPTransport {
  private let startsAt: Double
  private let wire: WireServer
  /// The poll under way.
  private let call = Mutex<ModelCall?>(nil)

  /// - Returns: nil for work that has no rows.
  init?(_ job: ModelJob) {
    guard let scenario = job.scenario else { return nil }
    startsAt = job.startsAt
    wire = WireServer(scenario, weighsPacked: false)
  }

  /// Polls it, of a server that counts and remembers.
  ///
  /// - Parameter call: the poll as it begins.
  func poll(
    _ known: TargetSnapshot, _ call: ModelCall
  ) async throws -> (reply: ModelServer.Reply, server: ModelServer) {
    self.call.withLock { $0 = call }
    let source = SupermetricsSource(
      SourceConnection(
        name: known.target.source, base: try BaseURL(parsing: WireServer.base),
        authentication: .bearer(try Credential(WireServer.key)), transport: self,
        now: { [self] in (self.call.withLock(\.self) ?? call).date }))
    let outcome = try await source.poll(known.target, previous: known)
    let call = self.call.withLock(\.self) ?? call
    var reply = ModelServer.Reply(outcome: outcome, arrivesAt: call.clock, retryAt: call.retryAt)
    // A wait that came with a part of an answer is no wait of the source.
    reply.isWaitOfTarget = call.isWaitOfTarget || outcome.problem == nil
    reply.isTrue = call.isTrue && outcome.problem == nil
    return (reply, call.server)
  }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard let fate = call.withLock({ $0?.meet() }) else { throw TransportError.timedOut }
    switch fate.answer {
    case .none(let error): throw error
    case .other(let status, let body):
      return HTTPResponse(status: status, headers: fate.headers, body: Array(body.utf8))
    case .page(let age, let isCut):
      wire.move(to: .seconds(max(0, fate.sentAt - startsAt - age)))
      var body = try await wire.send(request).body
      if isCut { body.removeLast(body.count / 2) }
      if fate.hidesFailures { body = Self.hidingFailures(body) }
      return HTTPResponse(status: 200, headers: fate.headers, body: body)
    }
  }

  private static func hidingFailures(_ body: [UInt8]) -> [UInt8] {
    // Only rows have this word, and the other is as long.
    Array(String(decoding: body, as: UTF8.self).replacing("\"FAILURE\"", with: "\"SUCCESS\"").utf8)
  }
}
