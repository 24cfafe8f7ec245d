/// A single query or job of the story, decided before it begins; times in milliseconds from its
/// start.
struct PlannedTask: Hashable, Sendable {
  let id: String
  /// Before the story's start.
  let created: Int
  let start: Int
  let end: Int
  /// Rows of the result; nil for one that fails.
  let rows: Int?

  func stage(at now: Int) -> TaskStage {
    if now < start { return .waiting }
    if now < end { return .running }
    return rows == nil ? .failed : .succeeded
  }

  /// Done of 100 at `now`: 100 at the end of a success alone.
  func percent(at now: Int) -> Int {
    switch stage(at: now) {
    case .waiting: 0
    case .running: min(99, 100 * (now - start) / max(1, end - start))
    case .succeeded: 100
    case .failed: 60
    }
  }
}

/// Where a single query or job stands, before a provider puts its own word to it.
enum TaskStage: Hashable, Sendable {
  case waiting
  case running
  case succeeded
  case failed
}
