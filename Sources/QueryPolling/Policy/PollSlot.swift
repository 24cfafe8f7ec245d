package import QueryCore

/// A place in the snapshot that polls fill.
package enum PollSlot: Hashable, Sendable {
  /// One of the watched targets.
  case watched(Target)
  /// The query a person has opened.
  case inspected(Target)
  /// The depth of the licence's queue, asked of a running child of this batch.
  case sample(of: Target)

  package var target: Target {
    switch self {
    case .watched(let target), .inspected(let target), .sample(let target): target
    }
  }

  var isSample: Bool { if case .sample = self { true } else { false } }

  /// How much sooner a second of delay is worth ending here than at a watched target: an opened
  /// query is asked eight times as often, since rates go by the root of the weight.
  var weight: Double { if case .inspected = self { 64 } else { 1 } }
}
