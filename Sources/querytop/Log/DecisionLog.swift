import FoundationEssentials
import Logging
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QueryScheduling

/// Writes down what a monitor decided and why: a line for each poll, for each change in how a source
/// is asked, and for each search for a fresher key.
nonisolated struct DecisionLog {
  let logger: Logger

  func write(_ event: MonitorEvent) {
    switch event {
    // The line of the poll that told of it says so too.
    case .changed: break
    case .polled(let report): write(report)
    case .stands(let standing, let seconds): write(standing, at: seconds)
    case .renewed(let account, let renewal):
      var facts: Logger.Metadata = ["source": .string(account)]
      switch renewal {
      case .fresh: facts["found"] = "a fresh key"
      case .none(let advice): facts["found"] = .string(advice ?? "no fresher key")
      }
      logger.info("key", metadata: facts)
    }
  }

  private func write(_ report: PollReport) {
    let target = report.slot.target
    var facts: Logger.Metadata = [
      "target": .string(target.description), "slot": .string(Self.word(report.slot)),
      "number": .stringConvertible(report.ticket.number),
      "why": .string(Self.words(report.reason)),
      "was": .string(report.was?.word ?? "unknown"),
      "requests": .stringConvertible(report.outcome.requests),
      "ms": .stringConvertible(Int(min(report.seconds, 1e6) * 1000)),
      "per_hour": .stringConvertible(Int(min(report.hourlyRate, 1e9))),
    ]
    if report.ticket.isFromReserve { facts["paid_by"] = "the part kept for a person" }
    if let rest = report.decision.rest { facts["rest_s"] = .string(Self.seconds(rest)) }
    if report.decision.failures > 0 {
      facts["failures"] = .stringConvertible(report.decision.failures)
    }
    if report.decision.isSuperseded { facts["ruling"] = "of an older key: a fresher is looked for" }
    switch report.decision.belief {
    case nil: break
    case .confirming: facts["ruling"] = "an end without a status word: asking again"
    case .believed: facts["ruling"] = "an end: at least four answers over two minutes say so"
    }
    if report.decision.isOfSource { facts["ruling"] = "tells of the whole source" }
    if let budget = report.outcome.budget {
      facts["budget"] = .stringConvertible(budget.remaining)
    }
    write(report.outcome, about: target, of: report.places, &facts)
  }

  private func write(
    _ outcome: PollOutcome, about target: Target, of places: SourcePlaces,
    _ facts: inout Logger.Metadata
  ) {
    switch outcome.result {
    case .success(let answer):
      facts["state"] = .string(answer.state.word)
      if let progress = answer.detail.batch?.progress {
        facts["finished"] = .stringConvertible(progress.finished)
        facts["failed"] = .stringConvertible(progress.failed)
        facts["total"] = .stringConvertible(progress.total)
      }
      logger.info("poll", metadata: facts)
    case .failure(let problem):
      facts["problem"] = .string(problem.code)
      let says = problem.sentence(
        about: target, of: places, now: Date(), isAskedAgain: true)
      facts["says"] = .string(says)
      logger.warning("poll", metadata: facts)
    }
  }

  private func write(_ standing: QuotaStatus, at seconds: Double) {
    var facts: Logger.Metadata = [
      "source": .string(standing.account),
      "limit": .stringConvertible(standing.limit),
      "window_s": .string(Self.seconds(standing.window)),
      "asked": .string(Self.words(standing.cause)),
    ]
    if standing.cause != nil {
      facts["next_s"] = .string(Self.seconds(max(0, standing.closedUntil - seconds)))
    }
    logger.info("source", metadata: facts)
  }

  private static func seconds(_ seconds: Double) -> String {
    "\((min(max(seconds, 0), 1e9) * 10).rounded() / 10)"
  }

  private static func word(_ slot: PollSlot) -> String {
    switch slot {
    case .watched: "watched"
    case .followed: "opened"
    case .sample: "sample of the queue"
    }
  }

  private static func words(_ reason: PollReason) -> String {
    switch reason {
    case .asked: "a person asked"
    case .first: "never asked before"
    case .probe: "to see whether the source is back"
    case .overdue: "not heard of for longer than its share of the rate"
    case .index: "an end is likeliest to be found here"
    }
  }

  private static func words(_ cause: CircuitBreaker.Cause?) -> String {
    switch cause {
    case nil: "freely"
    case .unproven: "one at a time: nothing is known of it yet"
    case .throttled: "not before the wait after its refusal has passed"
    case .failing: "one probe at a time: it failed twice in a row"
    case .unreachable: "one probe at a time: it has failed for some seconds"
    case .keyRefused: "one probe at a time: it refuses the key"
    case .unsupported: "once an hour: it does not offer this yet"
    }
  }
}
