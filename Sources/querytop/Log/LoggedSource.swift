import FoundationEssentials
import Logging
import QueryCore
import QueryPolling

/// A source that writes a line for each poll: what was asked and why then, and what came of it.
nonisolated struct LoggedSource: QuerySource {
  private let source: any QuerySource
  private let logger: Logger

  init(_ source: any QuerySource, logger: Logger) {
    self.source = source
    self.logger = logger
  }

  var name: String { source.name }

  func results(of target: Target) -> (any ResultSource)? { source.results(of: target) }

  func poll(
    _ target: Target, previous: TargetSnapshot?
  ) async throws(CancellationError) -> PollOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = try await source.poll(target, previous: previous)
    let time = start.duration(to: clock.now)
    var facts: Logger.Metadata = [
      "target": .string(target.description),
      "why": .string(Self.reason(previous)),
      "was": .string(previous?.observedAt == nil ? "unknown" : previous?.state.word ?? "unknown"),
      "requests": .stringConvertible(outcome.requests),
      "ms": .stringConvertible(Int(time / .milliseconds(1))),
    ]
    if let budget = outcome.budget {
      facts["budget"] = .stringConvertible(budget.remaining)
    }
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
      facts["says"] = .string(problem.sentence(about: target, now: Date(), isAskedAgain: true))
      logger.warning("poll", metadata: facts)
    }
    return outcome
  }

  /// What made the monitor ask now, as far as the target's own story tells.
  private static func reason(_ previous: TargetSnapshot?) -> String {
    guard let previous else { return "a sample, or opened by hand" }
    guard let rest = previous.nextPollAfter else { return "first poll" }
    let seconds = rest / .seconds(1)
    let text = "\((seconds * 10).rounded() / 10) s"
    if let problem = previous.problem { return "rested \(text) after \(problem.code)" }
    return "rested \(text)"
  }
}
