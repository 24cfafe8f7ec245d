extension Verdict {
  /// Works out the verdict of a batch.
  ///
  /// - Parameters:
  ///   - snapshot: the batch's target.
  ///   - causes: its failures as `FailureCause.group` groups them.
  ///   - named: what the verdict before named; nil for none.
  /// - Returns: nil for what is no batch, and before its first answer.
  package static func make(
    of snapshot: TargetSnapshot, causes: [FailureCause], naming named: FailurePattern?
  ) -> Verdict? {
    guard let batch = snapshot.detail.batch else { return nil }
    let ended = batch.queries.indices.count { batch.queries.state(at: $0).isTerminal }
    let failed = causes.reduce(0) { $0 + $1.count }
    let again = causes.filter { $0.retry == .transient }.reduce(0) { $0 + $1.count }
    let suffix = snapshot.state.isTerminal ? "" : " so far"
    guard failed > 0 else {
      return Verdict(
        sentence: "No row that came failed\(suffix).", short: "no failure\(suffix)", pattern: nil)
    }
    return Verdict(
      sentence: "\(failed) of \(ended) failed\(suffix); \(again) are worth running again.",
      short: "✗\(failed): \(again) re-run", pattern: nil)
  }
}
