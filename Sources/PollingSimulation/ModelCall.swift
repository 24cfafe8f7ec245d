import FoundationEssentials
import QueryCore
import QueryHTTP

/// A poll under way of a batch with rows: its moment, and what its requests have met so far.
struct ModelCall {
  /// What becomes of one request.
  struct Fate {
    enum Answer {
      case none(TransportError)
      case other(status: Int, body: String)
      /// The page, as it was a number of seconds ago; half of it where it is cut.
      case page(age: Double, isCut: Bool)
    }

    let answer: Answer
    let headers: HTTPHeaderFields
    /// Virtual seconds.
    let sentAt: Double
    let hidesFailures: Bool
  }

  private(set) var server: ModelServer
  /// Virtual seconds.
  private(set) var clock: Double
  private let isFromReserve: Bool
  private let zero: Date
  /// The moment before which the newest answer forbids to come back, and whether that is about the batch alone.
  private(set) var retryAt: Double?
  private(set) var isWaitOfTarget = false
  /// Whether all of it was told as it is.
  private(set) var isTrue = true

  /// - Parameters:
  ///   - zero: the client's wall clock at second 0.
  ///   - fromReserve: whether a person's part of the limit pays.
  init(of server: ModelServer, at time: Double, zero: Date, fromReserve: Bool) {
    self.server = server
    clock = time
    self.zero = zero
    isFromReserve = fromReserve
  }

  /// The client's wall clock.
  var date: Date { zero.addingTimeInterval(clock) }

  /// Counts a request, and draws what becomes of it.
  mutating func meet() -> Fate {
    let sentAt = clock
    let fault = server.fault(at: clock)
    clock += 0.02 + 0.5 * server.unit() * server.unit()
    (retryAt, isWaitOfTarget) = (nil, false)
    var headers = HTTPHeaderFields()
    var isOver = false
    if fault != .refused {
      isOver = !server.window.take(1, at: sentAt, fromReserve: isFromReserve)
      if fault != .hang { tellBudget(at: sentAt, in: &headers) }
    }
    let answer =
      isOver
      ? refuse(429, for: max(1, (server.window.endsAt - sentAt).rounded(.up)), &headers)
      : answer(to: fault, &headers)
    if case .page(let age, false) = answer, age == server.options.lag {} else { isTrue = false }
    return Fate(
      answer: answer, headers: headers, sentAt: sentAt,
      hidesFailures: server.options.hidesFailures)
  }

  private mutating func answer(
    to fault: ModelFault?, _ headers: inout HTTPHeaderFields
  ) -> Fate.Answer {
    switch fault {
    case nil: return page()
    case .late:
      clock += 28 * server.unit()
      return page()
    case .early:
      let answer = page()
      _ = refuse(200, for: (server.unit() * 120).rounded(), &headers)
      isWaitOfTarget = true
      return answer
    case .busy: return refuse(503, for: (server.unit() * 120).rounded(), &headers)
    case .limited: return refuse(403, for: (server.unit() * 120).rounded(), &headers)
    case .throttle: return refuse(429, for: (server.unit() * 300).rounded(), &headers)
    case .refused: return .none(.unreachable("connection refused"))
    case .hang:
      clock += ModelServer.patience
      return .none(.timedOut)
    case .serverError: return .other(status: 500 + Int(server.unit() * 5), body: "")
    case .missing: return .other(status: 404, body: "")
    case .unauthorized: return .other(status: 401, body: "")
    case .workError:
      return .other(status: 500, body: #"{"error":{"code":"UPSTREAM_TIMEOUT","message":"late"}}"#)
    case .garbage: return .other(status: 200, body: "not JSON")
    }
  }

  /// A page, which may be cut short or old where answers go wrong.
  private mutating func page() -> Fate.Answer {
    let lag = server.options.lag
    guard clock < server.options.calmFrom, server.unit() < server.options.faultShare / 4 else {
      return .page(age: lag, isCut: false)
    }
    return server.unit() < 0.5
      ? .page(age: lag, isCut: true) : .page(age: lag + 60 * server.unit(), isCut: false)
  }

  private mutating func refuse(
    _ status: Int, for wait: Double, _ headers: inout HTTPHeaderFields
  ) -> Fate.Answer {
    headers.append("Retry-After", String(Int(wait)))
    retryAt = clock + wait
    return .other(status: status, body: "")
  }

  private func tellBudget(at time: Double, in headers: inout HTTPHeaderFields) {
    guard server.options.tellsLimit else { return }
    let budget = server.window.budget(at: time) { zero.addingTimeInterval($0) }
    headers.append("X-RateLimit-Limit", String(budget.limit))
    headers.append("X-RateLimit-Remaining", String(budget.remaining))
    if let end = budget.resetsAt, let said = budget.saidAt {
      headers.append("X-RateLimit-Reset-After", String(Int(end.timeIntervalSince(said))))
    }
  }
}
