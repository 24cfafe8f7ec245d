import QueryCore
import TextCanvas

/// How batches that run failures again are getting on, for people.
enum AncestorLines {
  /// A line for each that is remembered as one.
  static func of(_ known: [TargetSnapshot]) -> [String] {
    let batches = known.filter { $0.detail.batch != nil }
    guard !batches.isEmpty, let folder = StateFolder(ProcessEnvironment.current) else { return [] }
    let history = folder.read(RerunHistory.self)
    return batches.compactMap { batch in
      guard let run = history.run(making: batch.target), let progress = batch.detail.batch?.progress
      else { return nil }
      return SafeText(
        "\(batch.target): \(CountText.grouped(progress.succeeded)) of \(CountText.grouped(progress.total)) succeeded this time, of what failed in \(run.batch)"
      ).string
    }
  }
}
