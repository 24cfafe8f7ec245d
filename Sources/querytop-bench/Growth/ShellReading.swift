/// What it costs curl and jq to read a batch of 10,000 queries whole and count its states: the measure of a machine.
///
/// Bounds on processor time were set where this took 280 ms. On another machine they are to be taken by as much more or less.
struct ShellReading {
  /// Milliseconds of processor a reading.
  let processor: Double

  /// What it took where the bounds were set.
  static let reference = 280.0

  private static let readings = 5
  private static let queries = 10_000

  /// Measures some readings, a second apart as polls are.
  init(servedBy program: String) throws {
    let server = try StoryServer(program, queries: Self.queries, seconds: 300)
    defer { server.end() }
    let batch = server.target.split(separator: "/").last ?? ""
    let script = """
      command -v curl >/dev/null && command -v jq >/dev/null || exit 127
      for reading in $(seq \(Self.readings)); do
        for offset in $(seq 0 1000 \(Self.queries - 1)); do
          curl -s -H "Authorization: Bearer $SUPERMETRICS_API_KEY" \
            "$SUPERMETRICS_BASE_URL/query/batch/\(batch)/status?offset=$offset&limit=1000" |
            jq -e '[.data[].status_code] | group_by(.) | map(length)' >/dev/null || exit 1
        done
        sleep 1
      done
      """
    var environment = server.environment
    environment["PATH"] = "/usr/local/bin:/usr/bin:/bin"
    let pipe = try OutputPipe()
    defer { pipe.close() }
    let before = ChildProcess.workOfEnded()
    let shell = try ChildProcess(
      "/bin/sh", ["-c", script], environment: environment, on: .output(pipe.input))
    shell.waitForEnd()
    guard shell.exitStatus == 0 else {
      throw BenchError(
        shell.exitStatus == 127
          ? "curl and jq are the measure of this machine, and not both are here"
          : "curl and jq could not read the batch")
    }
    processor = (ChildProcess.workOfEnded() - before) * 1000 / Double(Self.readings)
  }
}
