import Glibc

/// The pages of the long result, fetched by curl over one connection and thrown away.
struct RawDownload {
  /// Rows of a page: with its header row the most the simulator gives.
  private static let pageRows = 9_999

  private let server: StoryServer
  private let rows: Int

  init(of server: StoryServer, rows: Int) {
    self.server = server
    self.rows = rows
  }

  /// Seconds for all rows.
  func all() throws -> Double {
    try time(
      of: stride(from: 0, to: rows, by: Self.pageRows).map {
        ($0, min(Self.pageRows, rows - $0))
      })
  }

  /// Milliseconds for the last page of so many rows, the best of five.
  func lastPage(of count: Int) throws -> Double {
    var best = Double.infinity
    for _ in 0..<5 { best = min(best, try time(of: [(rows - count, count)])) }
    return best * 1000
  }

  private func time(of pages: [(first: Int, count: Int)]) throws -> Double {
    guard let id = server.longResult.split(separator: "/").last else {
      throw BenchError("the simulator told no long result")
    }
    return try time(of: pages.map { (String(id), $0.first, $0.count) })
  }

  /// Seconds for the rows of so many queries of the batch, a page each.
  func batch(of queries: Int) throws -> Double {
    guard let id = server.target.split(separator: "/").last else {
      throw BenchError("the simulator told no batch")
    }
    return try time(of: (1...queries).map { ("\(id)_query_\($0)", 0, rows) })
  }

  private func time(of pages: [(id: String, first: Int, count: Int)]) throws -> Double {
    guard let base = server.environment["SUPERMETRICS_BASE_URL"],
      let key = server.environment["SUPERMETRICS_API_KEY"]
    else { throw BenchError("the simulator told no address") }
    var settings = "header = \"Authorization: Bearer \(key)\"\nsilent\nfail\n"
    for page in pages {
      settings +=
        "url = \"\(base)/query/status?schedule_id=\(page.id)&offset_start=\(page.first)"
        + "&offset_end=\(page.first + page.count - 1)\"\noutput = \"/dev/null\"\n"
    }
    let file = "/tmp/querytop-bench-\(getpid()).curl"
    defer { unlink(file) }
    guard let handle = fopen(file, "w") else { throw BenchError(failing: "fopen") }
    fputs(settings, handle)
    fclose(handle)
    let clock = ContinuousClock()
    let start = clock.now
    let child = try ChildProcess(
      "/usr/bin/curl", ["-K", file], environment: ["PATH": "/usr/bin:/bin"],
      on: .output(STDERR_FILENO))
    while !child.hasEnded() {
      try Interruption.check()
      usleep(500)
    }
    guard child.exitStatus == 0 else {
      throw BenchError("curl ended with \(child.exitStatus ?? -1)")
    }
    return start.duration(to: clock.now) / .seconds(1)
  }
}
