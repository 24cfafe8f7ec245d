/// What a target's last good answer held, by kind.
package enum TargetDetail: Hashable, Sendable {
  /// No good answer yet.
  case none
  case batch(BatchDetail)
  case query(QueryDetail)

  package var batch: BatchDetail? {
    if case .batch(let detail) = self { detail } else { nil }
  }

  package var query: QueryDetail? {
    if case .query(let detail) = self { detail } else { nil }
  }
}
