import DashboardUI
import FoundationEssentials

/// What a person at the dashboard puts in a file as a whole.
nonisolated protocol FileContent: Sendable {
  /// As typed: relative to the folder querytop was started in, or to the home behind `~/`.
  var path: String { get }
  /// What is said of it, such as `20 queries`.
  var what: String { get }
  /// The key that asks for a name again.
  var key: String { get }

  /// What the file holds.
  func document(at now: Date) -> String
}

extension FileContent {
  /// Writes a new file, which appears under its name when it is whole.
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
      return .saved(SaveReport.SavedFile(what, path: path, bytes: bytes.count))
    } catch {
      return .refused(sentence(of: error))
    }
  }

  /// The sentence for a person at the dashboard, who has no option to give.
  nonisolated private func sentence(of problem: ExportProblem) -> String {
    if case .exists = problem.reason {
      return "\(path) is there already: \(key) again, with another name"
    }
    return problem.description
  }
}
