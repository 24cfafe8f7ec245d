import PollingSimulation

/// What came of all runs of a soak.
struct SoakTally {
  private(set) var runs = 0
  private(set) var polls = 0
  /// Rules broken.
  private(set) var broken = 0
  private var ends = 0
  private var rowEnds = 0
  private var failures = 0
  private var throttles = 0

  mutating func add(_ report: SimulationReport) {
    runs += 1
    polls += report.polls
    broken += report.violations.count
    ends += report.delays.count
    rowEnds += report.rowEnds
    failures += report.failures
    throttles += report.throttles
  }

  /// - Parameters:
  ///   - hours: virtual hours of each run.
  ///   - spent: true seconds of all.
  func summary(hours: Double, spent: Double) -> String {
    """
    \(runs) runs of \(hours) h in \(Int(spent)) s: \(polls) polls, \(failures) of them in vain, \
    \(throttles) refused by 429, \(ends) ends seen, \(rowEnds) of rows, \(broken) rules broken
    """
  }
}
