/// What is left of a batch: work that waits, and work in hand.
struct BatchLoad {
  let queued: Double
  /// Seconds each running query has run, where its row says so.
  let ages: [Double]
  /// Running queries whose rows do not say since when.
  let ageless: Double
  /// Queries that run at once while others wait.
  let concurrency: Double
}
