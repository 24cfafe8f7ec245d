import NIOConcurrencyHelpers
package import QueryCore
package import QueryProviders
import QueryScheduling

/// A source of prepared outcomes, by target; the last of a list is given again and again.
package final class ScriptedSource: QuerySource {
  /// What a poll meets.
  package enum Step: Sendable {
    case outcome(PollOutcome)
    /// No answer until the poll is cancelled or the gauge reaches the number.
    case held(until: Gauge, is: Int, then: PollOutcome)

    package static func answer(_ answer: PollAnswer, budget: RequestBudget? = nil) -> Step {
      .outcome(PollOutcome(.success(answer), budget: budget))
    }

    package static func problem(_ problem: PollProblem) -> Step {
      .outcome(PollOutcome(.failure(problem)))
    }
  }

  private struct State {
    var steps: [Target: [Step]]
    var calls: [Target] = []
    var gauges: [Target: Gauge] = [:]
    var inFlight: [Target: Int] = [:]
    var mostInFlight = 0
  }

  package let name: String
  /// As a provider has them whose batches are sampled by their queries.
  package var traits: SourceTraits {
    SourceTraits(
      places: SourcePlaces(configured: name),
      workflowSampling: WorkflowSampling(of: .batch, by: .query))
  }
  private let state: NIOLockedValueBox<State>

  package init(name: String = "supermetrics", _ steps: [Target: [Step]]) {
    self.name = name
    state = NIOLockedValueBox(State(steps: steps))
  }

  /// The target of every poll so far, in order.
  package var calls: [Target] { state.withLockedValue(\.calls) }

  /// The most polls of one target that were ever under way together.
  package var mostInFlight: Int { state.withLockedValue(\.mostInFlight) }

  /// Replaces what polls of a target will meet.
  package func script(_ target: Target, _ steps: [Step]) {
    state.withLockedValue { $0.steps[target] = steps }
  }

  /// Waits until a target was polled `count` times.
  package func polls(_ count: Int, of target: Target) async {
    await gauge(of: target).reach(count)
  }

  package func poll(
    _ target: Target, previous: TargetSnapshot?
  ) async throws(CancellationError) -> PollOutcome {
    let step = begin(target)
    defer { state.withLockedValue { $0.inFlight[target, default: 0] -= 1 } }
    gauge(of: target).add(1)
    switch step {
    case nil: return PollOutcome(.failure(.unreachable("nothing is scripted")))
    case .outcome(let outcome): return outcome
    case .held(let release, let least, let outcome):
      try await hold(release, least)
      return outcome
    }
  }

  private func begin(_ target: Target) -> Step? {
    state.withLockedValue { state in
      state.calls.append(target)
      state.inFlight[target, default: 0] += 1
      state.mostInFlight = max(state.mostInFlight, state.inFlight[target] ?? 0)
      let step = state.steps[target]?.first
      if state.steps[target]?.count ?? 0 > 1 { state.steps[target]?.removeFirst() }
      return step
    }
  }

  private func gauge(of target: Target) -> Gauge {
    state.withLockedValue { state in
      let gauge = state.gauges[target] ?? Gauge()
      state.gauges[target] = gauge
      return gauge
    }
  }

  private func hold(_ release: Gauge, _ least: Int) async throws(CancellationError) {
    await release.reach(least)
    if Task.isCancelled { throw CancellationError() }
  }
}
