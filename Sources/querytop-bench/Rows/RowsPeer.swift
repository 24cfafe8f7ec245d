import Glibc

/// Python's readers of JSON, timed on the same answers.
struct RowsPeer {
  /// A reader's best time for each answer, in order; nil where it is not installed.
  var orjson: [Duration]?
  var json: [Duration]?

  private static let script = """
    import json, sys, time
    readers = {"json": json.loads}
    try:
        import orjson
        readers["orjson"] = orjson.loads
    except ImportError:
        pass
    for name, reads in readers.items():
        for path in sys.argv[1:]:
            with open(path, "rb") as file:
                body = file.read()
            best, end = 1e9, time.perf_counter() + 0.2
            while time.perf_counter() < end:
                start = time.perf_counter()
                reads(body)
                best = min(best, time.perf_counter() - start)
            print(name, int(best * 1e9), flush=True)
    """

  /// Times them in a process of their own, on files that are removed afterwards.
  static func measure(_ bodies: [[UInt8]]) throws -> RowsPeer {
    let paths = try bodies.map(temporaryFile)
    defer { for path in paths { unlink(path) } }
    let pipe = try OutputPipe()
    defer { pipe.close() }
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    let child = try ChildProcess(
      "/usr/bin/env", ["python3", "-c", script] + paths, environment: ["PATH": path],
      on: .output(pipe.input))
    defer { child.end() }
    let lines = try pipe.lines(bodies.count * 2, within: .seconds(5 + bodies.count))
    func times(_ name: String) -> [Duration]? {
      let times = lines.compactMap { line -> Duration? in
        let words = line.split(separator: " ")
        guard words.count == 2, words[0] == name else { return nil }
        return Int64(words[1]).map(Duration.nanoseconds)
      }
      return times.count == bodies.count ? times : nil
    }
    return RowsPeer(orjson: times("orjson"), json: times("json"))
  }

  /// The best of both runs of each.
  mutating func merge(_ other: RowsPeer) {
    func best(_ left: [Duration]?, _ right: [Duration]?) -> [Duration]? {
      guard let left, let right else { return left ?? right }
      return zip(left, right).map(min)
    }
    orjson = best(orjson, other.orjson)
    json = best(json, other.json)
  }

  private static func temporaryFile(_ body: [UInt8]) throws -> String {
    var name = Array("/tmp/querytop-bench-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw BenchError(failing: "a temporary file") }
    defer { close(descriptor) }
    let path = name.withUnsafeBufferPointer { bytes in
      String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    var written = 0
    while written < body.count {
      let count = body.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      guard count > 0 else {
        let error = BenchError(failing: "writing a temporary file")
        unlink(path)
        throw error
      }
      written += count
    }
    return path
  }
}
