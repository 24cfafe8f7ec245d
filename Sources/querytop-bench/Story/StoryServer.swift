import Glibc

/// `querytop simulate` in a process of its own.
final class StoryServer {
  /// What there is to watch, as `SOURCE:KIND/ID`.
  let target: String
  /// The Supermetrics query with many rows, which has ended.
  let longResult: String
  /// What a client needs in its environment.
  let environment: [String: String]
  private let child: ChildProcess

  /// The line that says it is ready, five targets, three long results, and a key and an address for each of
  /// three providers.
  private static let linesPrinted = 15

  /// Starts a story of so many queries and seconds, and waits up to 10 s until it is served.
  ///
  /// - Parameter rows: rows of each result; nil leaves them to the story.
  init(_ program: String, queries: Int, seconds: Int, rows: Int? = nil) throws {
    let pipe = try OutputPipe()
    defer { pipe.close() }
    child = try ChildProcess(
      program,
      ["simulate", "--queries", "\(queries)", "--duration", "\(seconds)"]
        + (rows.map { ["--rows", "\($0)"] } ?? []),
      environment: ["PATH": "/usr/bin:/bin"], on: .output(pipe.input))
    do {
      let lines = try pipe.lines(Self.linesPrinted, within: .seconds(10))
      guard lines.count == Self.linesPrinted, lines[0].hasPrefix("ready ") else {
        throw BenchError("\(program) simulate did not get ready")
      }
      target = lines[1]
      longResult = lines.first { $0.hasPrefix("supermetrics:query/long") } ?? target
      var environment: [String: String] = [:]
      for line in lines where line.hasPrefix("export ") {
        let parts = line.drop { $0 != " " }.dropFirst().split(separator: "=", maxSplits: 1)
        if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
      }
      self.environment = environment
    } catch {
      child.end()
      throw error
    }
  }

  /// Queries of the batch as targets of their own.
  func queries(_ places: Range<Int>) -> [String] {
    let id = target.split(separator: "/").last ?? ""
    return places.map { "supermetrics:query/\(id)_query_\($0 + 1)" }
  }

  func end() {
    child.end()
  }
}
