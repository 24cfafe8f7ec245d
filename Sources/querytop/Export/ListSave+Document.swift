import DashboardUI
import FoundationEssentials
import QueryCore
import QueryReports

nonisolated extension ListSave: FileContent {
  var key: String { "e" }

  /// What the file holds.
  func document(at now: Date) -> String {
    switch rows {
    case .queries(let queries, let target):
      let report = QueryListReport(target, queries)
      return switch format {
      case .ids: text(queries.map(\.id))
      case .csv: text(report.records)
      case .json: text([report.json.line])
      }
    case .failures(let snapshot):
      let report = FailureReport(snapshot)
      return switch format {
      case .ids: text(report.queries.map(\.id))
      case .csv: text(report.causeRecords)
      case .json: text([report.json.line])
      }
    case .targets(let targets):
      return switch format {
      case .ids: text(targets.map(\.target.description))
      case .csv: text(TargetListReport(targets).records)
      case .json:
        text([
          StatusDocument.json(targets, schema: StatusDocument.statusSchema, now: now).line
        ])
      }
    case .text(let text): return text
    }
  }

  /// A line each, whose own line ends are none of the file's.
  private func text(_ lines: [String]) -> String {
    lines.map { $0 + "\n" }.joined()
  }
}
