/// How a planned query ends.
enum PlannedEnding: Hashable, Sendable {
  case success(rows: Int)
  /// Holds an index into the story's failures.
  case failure(Int)
}
