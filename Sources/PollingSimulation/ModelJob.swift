package import QueryCore

/// One piece of work on the model server; times are virtual seconds.
package struct ModelJob: Sendable {
  package let target: Target
  package let startsAt: Double
  package let endsAt: Double
  /// How it ends; `gone` for one that is deleted while it runs.
  package let ending: QueryState
  /// Requests that one poll of it takes.
  package let pages: Int

  package init(
    target: Target, startsAt: Double, endsAt: Double, ending: QueryState, pages: Int = 1
  ) {
    self.target = target
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.ending = ending
    self.pages = pages
  }

  /// Where it stands at a moment.
  package func state(at time: Double) -> QueryState {
    if time >= endsAt { return ending }
    return time >= startsAt ? .running : .waiting
  }
}
