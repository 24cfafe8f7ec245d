package import QueryCore

/// A place in the snapshot that polls fill.
package enum PollSlot: Hashable, Sendable {
  /// One of the watched targets.
  case watched(Target)
  /// A query somebody has open.
  case followed(Target)
  /// The depth of the provider's workflow queue, asked of a running child of this batch.
  case sample(of: Target)

  package var target: Target {
    switch self {
    case .watched(let target), .followed(let target), .sample(let target): target
    }
  }
}

/// What the schedule is told of a slot when it is added; it knows no more of what the slot means.
package struct PollHints: Hashable, Sendable {
  /// Work of one class ends after like times: what is seen of one helps to foretell another.
  package var hazardClass: String
  /// Seconds since the work began; nil where that is not known.
  package var age: Double?
  /// How much sooner a second of delay is worth ending here than elsewhere; rates go by its root.
  package var weight = 1.0
  /// Pauses between two polls, in even shares of the rate; nil for what is polled when an end is
  /// likely.
  ///
  /// A slot with a spacing teaches nothing about ends, and `ask()` passes over it.
  package var spacing: Double?

  package init(
    hazardClass: String, age: Double? = nil, weight: Double = 1, spacing: Double? = nil
  ) {
    self.hazardClass = hazardClass
    self.age = age
    self.weight = weight
    self.spacing = spacing
  }
}
