package import FoundationEssentials
import QueryCore
package import QueryProviders

/// A server in virtual time: it counts requests by window, refuses what is too much, and fails as
/// its options say.
package struct ModelServer: Sendable {
  /// An answer under way.
  package struct Reply: Sendable {
    package let outcome: PollOutcome
    /// Virtual seconds at which the client has it.
    package let arrivesAt: Double
    /// The moment before which the answer forbids to come back, whatever its status.
    package var retryAt: Double?
    /// Whether that is about the target alone.
    package var isWaitOfTarget = false
    /// Whether all of it is as the server has it at its moment.
    package var isTrue = true
  }

  /// Seconds after which a client gives up.
  static let patience = 30.0

  package let options: ModelServerOptions
  var window: ModelWindow
  private var random: SplitMix64

  package init(_ options: ModelServerOptions, seed: UInt64) {
    self.options = options
    window = ModelWindow(options)
    random = SplitMix64(seed: seed)
  }

  /// Takes a poll sent at `time`.
  ///
  /// - Parameters:
  ///   - date: turns a virtual moment into the client's wall clock, by which 429s are told.
  ///   - fromReserve: whether a person's part of the limit pays.
  package mutating func handle(
    _ job: ModelJob, at time: Double, fromReserve: Bool, date: (Double) -> Date
  ) -> Reply {
    let fault = fault(at: time)
    let latency = 0.02 + 0.5 * unit() * unit()
    // A connection that is refused reaches no counter.
    let isRefused = fault == .refused
    let isOver = !isRefused && !window.take(job.pages, at: time, fromReserve: fromReserve)
    let budget = isRefused || !options.tellsLimit ? nil : window.budget(at: time, date: date)
    if isOver {
      let wait = max(1, (window.endsAt - time).rounded(.up))
      return throttled(wait, budget, job.pages, at: time, latency, date)
    }
    switch fault {
    case nil: return good(job, budget, at: time, arrivesAt: time + latency)
    case .late: return good(job, budget, at: time, arrivesAt: time + 29 * unit())
    case .early, .busy, .limited:
      return waiting(fault ?? .early, job, budget, at: time, arrivesAt: time + latency)
    case .throttle:
      return throttled(
        (unit() * 300).rounded(), budget, job.pages, at: time, latency, date)
    case .some(let fault):
      let isHanging = fault == .hang
      return Reply(
        outcome: PollOutcome(
          .failure(problem(of: fault)), budget: isHanging ? nil : budget, requests: job.pages),
        arrivesAt: time + (isHanging ? Self.patience : latency))
    }
  }

  private func good(
    _ job: ModelJob, _ budget: RequestBudget?, at time: Double, arrivesAt: Double
  ) -> Reply {
    let state = job.state(at: time)
    let answer: Result<PollAnswer, PollProblem> =
      state == .gone ? .failure(.notFound(QueryFailure())) : .success(PollAnswer(state: state))
    return Reply(
      outcome: PollOutcome(answer, budget: budget, requests: job.pages), arrivesAt: arrivesAt)
  }

  /// An answer with a wait that is no 429.
  private mutating func waiting(
    _ fault: ModelFault, _ job: ModelJob, _ budget: RequestBudget?, at time: Double,
    arrivesAt: Double
  ) -> Reply {
    let wait = (unit() * 120).rounded()
    var failure = QueryFailure()
    failure.wait = .seconds(wait)
    let state = job.state(at: time)
    let result: Result<PollAnswer, PollProblem> =
      switch fault {
      case .busy: .failure(.serverError(status: 503, failure))
      case .limited: .failure(.forbidden(failure))
      default:
        state == .gone ? .failure(.notFound(failure)) : .success(PollAnswer(state: state))
      }
    return Reply(
      outcome: PollOutcome(result, budget: budget, wait: .seconds(wait), requests: job.pages),
      arrivesAt: arrivesAt, retryAt: time + wait, isWaitOfTarget: fault == .early)
  }

  private func throttled(
    _ wait: Double, _ budget: RequestBudget?, _ requests: Int, at time: Double,
    _ latency: Double, _ date: (Double) -> Date
  ) -> Reply {
    let arrival = time + latency
    let until = date(arrival).addingTimeInterval(wait)
    return Reply(
      outcome: PollOutcome(
        .failure(.throttled(until: until)), budget: budget, requests: requests),
      arrivesAt: arrival, retryAt: time + wait)
  }

  /// What goes wrong with an answer now; nil for nothing.
  mutating func fault(at time: Double) -> ModelFault? {
    guard time < options.calmFrom else { return nil }
    if let outage = options.outages.first(where: { $0.span.contains(time) }) {
      return outage.fault
    }
    guard unit() < options.faultShare else { return nil }
    return ModelFault.allCases[Int(unit() * Double(ModelFault.allCases.count))]
  }

  private mutating func problem(of fault: ModelFault) -> PollProblem {
    switch fault {
    case .serverError: .serverError(status: 500 + Int(unit() * 5), QueryFailure())
    case .refused: .unreachable("connection refused")
    case .hang: .timedOut
    case .missing: .notFound(QueryFailure())
    case .workError: .workFailed(status: 500, QueryFailure(code: "UPSTREAM_TIMEOUT"))
    case .unauthorized: .unauthorized(QueryFailure())
    case .garbage, .late, .throttle, .early, .busy, .limited: .unreadable("not JSON")
    }
  }

  /// A number from 0 to below 1, the next by chance.
  mutating func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
}

/// What one model server is like; times are virtual seconds.
package struct ModelServerOptions: Sendable {
  /// Requests allowed a window.
  package var limit = 5000
  /// Seconds into a window at which its windows begin; nil for windows that begin with the first
  /// request after the last one ended.
  package var phase: Double? = 0
  /// Requests a second that other clients send.
  package var others = 0.0
  /// The share of answers that go wrong.
  package var faultShare = 0.0
  /// Spans during which every answer goes wrong in the same way.
  package var outages: [(span: Range<Double>, fault: ModelFault)] = []
  /// Whether answers carry the limit's headers.
  package var tellsLimit = true
  /// Whether they say when the window ends, too.
  package var tellsReset = false
  /// Seconds of a window.
  package var window = 3600.0
  /// Nothing goes wrong from here on.
  package var calmFrom = Double.infinity
  /// Seconds by which all that is told of a batch's rows is behind the truth; below 0 for ahead of it.
  package var lag = 0.0
  /// Whether rows that failed are told to have succeeded.
  package var hidesFailures = false

  package init() {}
}

/// What may go wrong with one answer of the model server.
package enum ModelFault: CaseIterable, Sendable {
  /// 500 to 504, now and then with a limit's headers.
  case serverError
  /// The connection is refused or breaks at once.
  case refused
  /// Nothing comes until the client's own limit.
  case hang
  /// Something comes that is not what was promised.
  case garbage
  /// A good answer, up to half a minute after its moment.
  case late
  /// A 404 about work that is there.
  case missing
  /// An error with a code about the work, which lives or ended otherwise.
  case workError
  /// A 429 without cause, in one of its forms.
  case throttle
  /// 401 although the credential is good.
  case unauthorized
  /// A good answer that says when to ask about the target again.
  case early
  /// 503 that says when to come back.
  case busy
  /// The same as 403, as some servers tell of their limit.
  case limited
}
