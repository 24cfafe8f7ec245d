package import QueryCore
package import QuerySimulator

/// One piece of work on the model server; times are virtual seconds.
package struct ModelJob: Sendable {
  package let target: Target
  package let startsAt: Double
  package let endsAt: Double
  /// How it ends; `gone` for one that is deleted while it runs.
  package let ending: QueryState
  /// Requests that one poll of it takes.
  package let pages: Int
  /// The rows of a batch that is polled as the provider's batches are; nil for work of which there is no more than a word.
  package let scenario: Scenario?

  package init(
    target: Target, startsAt: Double, endsAt: Double, ending: QueryState, pages: Int = 1
  ) {
    self.target = target
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.ending = ending
    self.pages = pages
    scenario = nil
  }

  /// A batch with rows, whose story is as the simulator tells it.
  package init(
    _ story: ScenarioOptions, at source: String, startsAt: Double
  ) throws(TargetError) {
    let scenario = Scenario(story)
    self.scenario = scenario
    self.startsAt = startsAt
    target = try Target(source: source, kind: .batch, id: scenario.batchID)
    endsAt = startsAt + scenario.end / .seconds(1)
    ending = scenario.batch(at: scenario.end).progress.failed > 0 ? .failed : .succeeded
    pages = 1
  }

  /// Where it stands at a moment.
  package func state(at time: Double) -> QueryState {
    if time >= endsAt { return ending }
    return time >= startsAt ? .running : .waiting
  }
}
