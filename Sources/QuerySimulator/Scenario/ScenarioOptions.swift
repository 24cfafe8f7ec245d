/// What a story is made from; the same options give the same story on every platform.
package struct ScenarioOptions: Hashable, Sendable {
  /// Queries in the batch, 1 to 100,000.
  package let queries: Int
  /// From the first screen to the end of the last query, about; 1 second to 7 days.
  package let duration: Duration
  /// Any number; 1 is the story shown when nobody asks for another.
  package let seed: UInt64
  /// Queries that run at the same time.
  package let concurrency: Int
  /// Rows of every result, 0 to 1,000,000; nil leaves them to the story.
  package let rows: Int?

  /// Takes the options, moving each into its range.
  ///
  /// - Parameter concurrency: nil chooses about one slot for 25 queries, up to the 50 the provider
  ///   allows.
  package init(
    queries: Int = 800, duration: Duration = .seconds(120), seed: UInt64 = 1,
    concurrency: Int? = nil, rows: Int? = nil
  ) {
    let count = min(max(queries, 1), 100_000)
    self.queries = count
    self.duration = min(max(duration, .seconds(1)), .seconds(7 * 86_400))
    self.seed = seed
    self.rows = rows.map { min(max($0, 0), 1_000_000) }
    self.concurrency = min(max(concurrency ?? min(max(count / 25, 2), 50), 1), count)
  }
}
