package import QueryCore

/// Queries of a batch as they were listed, for a file.
package struct QueryListReport: Hashable, Sendable {
  package let target: Target
  /// In the order listed.
  package let queries: [BatchQuery]

  package init(_ target: Target, _ queries: [BatchQuery]) {
    self.target = target
    self.queries = queries
  }

  /// The schema of a saved list of queries.
  package static let schema = "querytop.queries/1"

  /// The whole document; a query has the keys it has in `querytop failures`.
  package var json: JSONText {
    .object([
      "schema": .string(Self.schema), "target": .string(target.description),
      "queries": .array(queries.map(FailureReport.json)),
    ])
  }

  /// A record a query, with a header.
  package var records: [String] { FailureReport.records(of: queries) }
}

/// Targets as they were listed, for a file.
package struct TargetListReport: Hashable, Sendable {
  private let targets: [TargetSnapshot]

  package init(_ targets: [TargetSnapshot]) {
    self.targets = targets
  }

  /// A record a target, with a header.
  package var records: [String] {
    CSVText.lines(
      [["target", "state", "queued", "running", "succeeded", "failed", "total"]]
        + targets.map { target in
          let progress = target.detail.batch?.progress
          let counts = [
            progress?.queued, progress?.running, progress?.succeeded, progress?.failed,
            progress?.total,
          ]
          return [
            target.target.description,
            target.observedAt == nil ? "" : StatusDocument.word(of: target.state),
          ] + counts.map { $0.map(String.init) ?? "" }
        })
  }
}
