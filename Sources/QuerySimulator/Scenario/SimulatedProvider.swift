/// The providers the simulator can stand in for, each below a path of its own.
package enum SimulatedProvider: String, Hashable, Sendable, CaseIterable {
  /// One batch, below `/enterprise/v2`.
  case supermetrics
  /// Two queries, below `/polytomic`.
  case polytomic
  /// Two jobs, below `/toolkit`.
  case toolkit
}
