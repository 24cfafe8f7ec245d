import Glibc

/// The pages of the long result, fetched by curl over one connection into one file.
struct RawDownload {
  /// Rows of a page: with its header row the most the simulator gives.
  private static let pageRows = 9_999

  private let server: StoryServer
  private let rows: Int
  /// Brought to the disk where it is no device.
  private let file: String

  init(of server: StoryServer, rows: Int, to file: String = "/dev/null") {
    self.server = server
    self.rows = rows
    self.file = file
  }

  /// Seconds for all rows, until they are on the disk.
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
        + "&offset_end=\(page.first + page.count - 1)\"\n"
    }
    let list = "/tmp/querytop-bench-\(getpid()).curl"
    defer { unlink(list) }
    guard let handle = fopen(list, "w") else { throw BenchError(failing: "fopen") }
    fputs(settings, handle)
    fclose(handle)
    let isDevice = file.hasPrefix("/dev/")
    let output = open(file, O_WRONLY | O_CLOEXEC | (isDevice ? 0 : O_CREAT | O_TRUNC), 0o600)
    guard output >= 0 else { throw BenchError(failing: "opening \(file)") }
    defer {
      close(output)
      if !isDevice { unlink(file) }
    }
    let clock = ContinuousClock()
    let start = clock.now
    let child = try ChildProcess(
      "/usr/bin/curl", ["-K", list], environment: ["PATH": "/usr/bin:/bin"], on: .output(output))
    while !child.hasEnded() {
      try Interruption.check()
      usleep(500)
    }
    guard child.exitStatus == 0 else {
      throw BenchError("curl ended with \(child.exitStatus ?? -1)")
    }
    if !isDevice, fsync(output) != 0 { throw BenchError(failing: "fsync") }
    return start.duration(to: clock.now) / .seconds(1)
  }
}
