import FoundationEssentials
import QueryCore

/// A target as filters read it.
struct TargetRow: FilterableRow {
  private let place: Int
  private let facts: Facts

  init(_ place: Int, _ facts: Facts) {
    self.place = place
    self.facts = facts
  }

  private var target: TargetSnapshot { facts.snapshot.targets[place] }

  /// A target is named `SOURCE:KIND/ID`: the beginning of that is no field.
  static func isPlainText(_ field: String, _ value: String) -> Bool {
    [TargetKind.batch, .query, .job].map(\.rawValue).contains { kind in
      kind.hasPrefix(value.lowercased()) || value.lowercased().hasPrefix(kind + "/")
    }
  }

  static let filterFields: [FilterField<TargetRow>] = [
    FilterField(
      "state", "waiting, running, succeeded, failed, stopped, gone, or the provider's own word",
      words: QueryState.words, text: { $0.target.state.word }),
    FilterField(
      "stands", "needs-you, failed, running, waiting or done",
      words: ["needs-you", "failed", "running", "waiting", "done"],
      text: { TargetStanding($0.target, at: $0.facts.drawnAt).word }),
    FilterField("source", "the source's name", text: { $0.target.target.source }),
    FilterField("kind", "batch, query, job", text: { $0.target.target.kind.rawValue }),
    FilterField("id", alias: "target", "the whole target", text: { $0.facts.targetIDs[$0.place] }),
    FilterField(
      "why", alias: "error", "what the last column says",
      text: { row in TargetReason.of(row.target, row.facts).map { "\($0.lead) \($0.rest)" } }),
    FilterField(
      "failed", "queries of a batch that failed",
      .number { $0.target.detail.batch.map { Double($0.progress.failed) } }),
    FilterField(
      "done", "percent done", .number { row in row.target.detail.fraction.map { $0 * 100 } }),
    FilterField(
      "dur", alias: "took", "how long it ran, or has run",
      .duration { $0.target.elapsed(at: $0.facts.drawnAt) }),
  ]
}

extension TargetStanding {
  /// As filters name it, and where there are no signs the title.
  var word: String {
    switch self {
    case .needsYou: "needs-you"
    case .failed: "failed"
    case .running: "running"
    case .waiting: "waiting"
    case .done: "done"
    }
  }
}
