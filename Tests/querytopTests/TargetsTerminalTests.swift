import TestSupport
import Testing

/// Many targets on a real terminal: what an operator sees before pressing anything.
@Suite("Many targets on a terminal", .serialized) struct TargetsTerminalTests {
  @Test(arguments: [(120, 36), (80, 24), (40, 20)])
  func `46 mixed targets: the first row says who needs somebody and why, with no key`(
    columns: Int, rows: Int
  ) async throws {
    try await LiveSimulator.serving(queries: 60, duration: 600) { simulator in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let base = simulator.environment["SUPERMETRICS_BASE_URL"] ?? ""
      let good = try folder.write("good", "demo-key\n", mode: 0o600)
      let bad = try folder.write("bad", "stale-key\n", mode: 0o600)
      let batch = simulator.target.split(separator: ":").last ?? ""
      let children = (1...41).map {
        "prod:\(batch.replacing("batch/", with: "query/"))_query_\($0)"
      }
      let targets =
        ["prod:\(batch)"] + children
        + ["prod:query/always_stopped", "prod:batch/qrb_unknown", "prod:query/q_unknown"]
        + ["badkey:\(batch)"]
      let list = targets.map { "\"\($0)\"" }.joined(separator: ", ")
      let file = try folder.write(
        "config.yaml",
        """
        sources:
          prod: {provider: supermetrics, base_url: "\(base)", credential: {file: \(good)}}
          badkey: {provider: supermetrics, base_url: "\(base)", credential: {file: \(bad)}}
        targets: [\(list)]
        """)
      try await TerminalDriver.with(
        columns: columns, rows: rows, environment: ["QUERYTOP_CONFIG": file]
      ) { terminal in
        try await terminal.run(line: "\(try Program.path) watch --every 1")
        let screen = try await terminal.waitUntil("who needs somebody") { screen in
          screen.count > 3 && screen[3].contains("credential refused")
        }
        #expect(screen[0].contains("46 targets"))
        #expect(screen[3].contains("▲ bad"))
        try await terminal.type("q")
      }
    }
  }
}
