import QueryCore

/// The exit status that targets stand for.
nonisolated enum ExitStatus {
  /// `--timeout` passed.
  static let timedOut: Int32 = 4

  /// A dashboard was demanded on a terminal that cannot be opened or drawn on (EX_UNAVAILABLE of sysexits.h).
  static let noDashboard: Int32 = 69

  /// 3 if one could not be asked, else 1 if one has failed or was stopped, else 0.
  static func of(_ targets: [TargetSnapshot]) -> Int32 {
    if targets.contains(where: { $0.problem != nil }) { return 3 }
    return targets.contains { [.failed, .stopped, .gone].contains($0.state) } ? 1 : 0
  }
}
