package import QueryCore

/// A view of the dashboard.
///
/// Enter pushes one, Esc pops it.
package enum Screen: Hashable, Sendable {
  case targets
  case batch(Target)
  /// A query watched by itself.
  case query(Target)
  /// The last HTTP calls.
  case requests
  /// One query of a batch, by its id.
  case batchQuery(batch: Target, id: String)
  /// The rows of an ended query or job.
  case results(Target)
}
