import QueryCore
import TextCanvas

/// Which batches run failures of others again, and how they are getting on.
enum AncestorLines {
  /// A line for people for each that is remembered as one.
  static func of(_ known: [TargetSnapshot]) -> [String] {
    let ancestors = ancestors(of: known)
    return known.compactMap { batch in
      guard let ancestor = ancestors[batch.target], let progress = batch.detail.batch?.progress
      else { return nil }
      return SafeText(
        "\(batch.target): \(CountText.grouped(progress.succeeded)) of \(CountText.grouped(progress.total)) succeeded this time, of what failed in \(ancestor)"
      ).string
    }
  }

  /// Of each batch that is remembered as such, the one whose failures it runs again.
  static func ancestors(of known: [TargetSnapshot]) -> [Target: Target] {
    let batches = known.filter { $0.detail.batch != nil }
    guard !batches.isEmpty, let folder = StateFolder(ProcessEnvironment.current) else { return [:] }
    let history = folder.read(RerunHistory.self)
    var ancestors: [Target: Target] = [:]
    for batch in batches { ancestors[batch.target] = history.run(making: batch.target)?.batch }
    return ancestors
  }
}
