import DashboardUI
import FoundationEssentials
import QueryCore
import QueryReports

extension ListSave {
  /// Writes the list into a new file, which appears under its name when it is whole.
  ///
  /// - Parameter fault: for tests.
  @concurrent nonisolated func report(
    fault: @escaping ExportFile.Fault = { _ in nil }
  ) async -> SaveReport {
    do throws(ExportProblem) {
      let bytes = Array(document(at: Date()).utf8)
      let file = try ExportFile(path: path, fault: fault)
      do throws(ExportProblem) {
        try file.append(bytes)
        try file.finish()
      } catch {
        file.discard()
        throw error
      }
      return .saved(self, bytes: bytes.count)
    } catch {
      return .refused(error.listSentence)
    }
  }

  /// What the file holds.
  nonisolated func document(at now: Date) -> String {
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
  nonisolated private func text(_ lines: [String]) -> String {
    lines.map { $0 + "\n" }.joined()
  }
}

extension ExportProblem {
  /// The sentence for a person at the dashboard, who has no option to give.
  nonisolated fileprivate var listSentence: String {
    if case .exists = reason { return "\(path) is there already: e again, with another name" }
    return description
  }
}
