import ResultTables

/// How fast one page of rows is read, in every shape, beside Python's readers.
struct RowsFigures {
  static let rows = 10_000
  /// Each side is timed so often, in turn, so that a busy machine slows all alike.
  private static let turns = 4

  /// Bytes of each shape's answer.
  private(set) var sizes: [Int] = []
  private(set) var best: [Duration] = []
  private(set) var peer = RowsPeer()
  /// The page of objects.
  private var page: ResultPage?

  static func measure() throws -> RowsFigures {
    var figures = RowsFigures()
    let bodies = RowsShape.allCases.map { $0.body(rows: rows) }
    figures.sizes = bodies.map(\.count)
    figures.best = bodies.map { _ in .seconds(3600) }
    for _ in 0..<turns {
      for (index, shape) in RowsShape.allCases.enumerated() {
        try figures.decode(bodies[index], shape, index)
      }
      figures.peer.merge(try RowsPeer.measure(bodies))
    }
    return figures
  }

  private mutating func decode(_ body: [UInt8], _ shape: RowsShape, _ index: Int) throws {
    let clock = ContinuousClock()
    let decoder = ResultPageDecoder(layout: shape.layout)
    let end = clock.now + .milliseconds(150)
    repeat {
      var result: DecodedResult?
      best[index] = min(best[index], try clock.measure { result = try decoder.decode(body) })
      let read = result?.shape == .bare ? result?.page.headedByFirstRow() : result?.page
      guard read?.rowCount == Self.rows, read?.columnCount == 10 else {
        throw BenchError("the page came out with other rows than it has")
      }
      if shape == .objects { page = read }
    } while clock.now < end
  }

  /// The figures as lines; the bound is four times orjson's speed.
  func findings() throws -> [Finding] {
    var findings: [Finding] = []
    for (index, shape) in RowsShape.allCases.enumerated() {
      func speed(_ time: Duration) -> Double { Double(sizes[index]) / 1e6 / (time / .seconds(1)) }
      findings.append(
        Finding(
          "\(shape.rawValue), querytop", speed(best[index]), "MB/s", peer: "\(sizes[index]) B"))
      guard let orjson = peer.orjson?[index], let json = peer.json?[index] else {
        findings.append(Finding("\(shape.rawValue), orjson", nil, peer: "not installed"))
        continue
      }
      findings += [
        Finding("\(shape.rawValue), orjson", speed(orjson), "MB/s"),
        Finding("\(shape.rawValue), Python's json", speed(json), "MB/s"),
        Finding("\(shape.rawValue), against orjson", orjson / best[index], "×", bound: .atLeast(4)),
      ]
    }
    guard let page else { return findings }
    findings.append(Finding("page kept, objects", Double(page.byteCount) / 1000, "kB"))
    return findings + (try RowsUses(of: page).findings())
  }
}
