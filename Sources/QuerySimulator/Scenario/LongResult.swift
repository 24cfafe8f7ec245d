/// The one result at each provider that is long from the story's first moment on, so that looking
/// at rows needs no batch to end.
enum LongResult {
  /// Rows when the options name no number.
  static let standardRows = 1_000_000
  /// Rows of one answer that holds them all when the options name no number, and the most it ever
  /// holds: some 55 MB.
  static let standardWholeRows = 100_000
  static let mostWholeRows = 250_000

  static func id(at provider: SimulatedProvider) -> String {
    switch provider {
    case .supermetrics: "long_result"
    case .polytomic: "10000000-0000-4000-8000-000000000000"
    case .toolkit: "job_long_result"
    }
  }

  /// The single query or job that has it, which ended as the story began.
  static func task(at provider: SimulatedProvider, _ options: ScenarioOptions) -> PlannedTask {
    let rows =
      provider == .toolkit
      ? min(options.rows ?? standardWholeRows, mostWholeRows) : options.rows ?? standardRows
    return PlannedTask(id: id(at: provider), created: -60_000, start: -50_000, end: 0, rows: rows)
  }
}
