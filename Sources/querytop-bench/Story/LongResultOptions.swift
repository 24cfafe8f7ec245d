import ArgumentParser

/// What is measured over a long result; the same options for `grid` and `export`.
struct LongResultOptions: ParsableArguments {
  @Option(help: "The querytop to measure; by default the one beside this program.")
  var program: String?

  @Option(help: "How many rows the result has, 10000 to 1000000.")
  var rows = 1_000_000

  @Flag(help: "Measure a batch of 800 queries of 1,000 rows each, as one table.")
  var batch = false

  /// Queries of the batch, and the rows of each.
  static let batch = (queries: 800, rows: 1_000)

  func validate() throws {
    guard (10_000...1_000_000).contains(rows) else {
      throw ValidationError("--rows takes 10000 to 1000000")
    }
  }

  /// The program to measure, and a simulator that has the result.
  func serve() throws -> (program: String, server: StoryServer) {
    let program = try ChildProcess.querytop(program)
    if batch {
      let (queries, rows) = Self.batch
      return (program, try StoryServer(program, queries: queries, seconds: 2, rows: rows))
    }
    return (program, try StoryServer(program, queries: 20, seconds: 2, rows: rows))
  }
}
