import QueryCore
import QueryHTTP
import QueryProviders
import QueryReports

/// What was run again of which batch, and where a person keeps the requests that batches were made by.
///
/// A run is written down before it is sent: one of which no answer came stays as what may have been sent.
nonisolated struct RerunHistory: StateDocument {
  static let name = "reruns"
  static let version = 1

  /// Older ones are let go.
  static let most = 200

  /// One request that ran failures of a batch again.
  struct Run: Equatable, Sendable {
    let batch: Target
    /// Places in the batch's rows.
    let places: PlaceRanges
    /// Seconds since 1970.
    let at: Int
    /// What it made; nil where no answer told.
    var new: Target?
  }

  /// Newest first.
  private(set) var runs: [Run] = []
  /// Absolute paths by batch, the last used first.
  private(set) var requests: [(batch: Target, file: String)] = []

  static func == (left: RerunHistory, right: RerunHistory) -> Bool {
    left.runs == right.runs && left.requests.elementsEqual(right.requests, by: ==)
  }

  /// The file of the request that a batch was made by.
  func request(of batch: Target) -> String? { requests.first { $0.batch == batch }?.file }

  /// Runs of a batch that covered any of these places.
  func runs(of batch: Target, covering places: [Int]) -> [Run] {
    runs.filter { $0.batch == batch && $0.places.overlaps(places) }
  }

  /// The run that made a batch.
  func run(making batch: Target) -> Run? { runs.first { $0.new == batch } }

  mutating func remember(_ file: String, of batch: Target) {
    requests.removeAll { $0.batch == batch }
    requests.insert((batch, file), at: 0)
    requests = Array(requests.prefix(Self.most))
  }

  /// Writes a run down that is about to be sent.
  mutating func begin(_ run: Run) {
    runs.insert(run, at: 0)
    runs = Array(runs.prefix(Self.most))
  }

  /// Writes down what a run made.
  mutating func end(_ run: Run, making new: Target) {
    guard let place = runs.firstIndex(of: run) else { return }
    runs[place].new = new
    // What runs again of it is asked for by the same request.
    if let file = request(of: run.batch) { remember(file, of: new) }
  }

  /// Takes a run back of which nothing was done.
  mutating func withdraw(_ run: Run) {
    if let place = runs.firstIndex(of: run) { runs.remove(at: place) }
  }

  // MARK: The file

  mutating func read(_ key: JSONKey, _ reader: inout JSONReader) throws {
    switch key {
    case "requests":
      try reader.readArray { reader in
        var (batch, file): (Target?, String?)
        try reader.readObjectIfPresent { reader, key in
          switch key {
          case "batch": batch = Self.target(try reader.readText())
          case "file": file = try reader.readText()
          default: break
          }
        }
        if let batch, let file, requests.count < Self.most { requests.append((batch, file)) }
      }
    case "runs":
      try reader.readArray { reader in
        if let run = try Self.run(&reader), runs.count < Self.most { runs.append(run) }
      }
    default: break
    }
  }

  private static func run(_ reader: inout JSONReader) throws -> Run? {
    var (batch, new): (Target?, Target?)
    var places: PlaceRanges?
    var at = 0
    try reader.readObjectIfPresent { reader, key in
      switch key {
      case "batch": batch = target(try reader.readText())
      case "new": new = target(try reader.readText())
      case "places": places = try reader.readText(atMost: 64 << 10).flatMap(PlaceRanges.init)
      case "at": at = try reader.readCount(upTo: 1 << 40) ?? 0
      default: break
      }
    }
    guard let batch, let places else { return nil }
    return Run(batch: batch, places: places, at: at, new: new)
  }

  private static func target(_ text: String?) -> Target? {
    guard let text else { return nil }
    do {
      return try Provider.target(parsing: text)
    } catch {
      // Written by another version, or by hand: the others are still good.
      return nil
    }
  }

  var members: [(String, JSONText)] {
    [
      (
        "requests",
        .array(
          requests.map {
            .object(["batch": .string($0.batch.description), "file": .string($0.file)])
          })
      ),
      (
        "runs",
        .array(
          runs.map { run in
            .object([
              "batch": .string(run.batch.description), "places": .string(run.places.text),
              "at": .integer(run.at), "new": .text(run.new?.description),
            ])
          })
      ),
    ]
  }
}

/// Places in a batch's rows as ranges, `0-3,7`.
nonisolated struct PlaceRanges: Hashable, Sendable {
  let ranges: [ClosedRange<Int>]

  /// - Parameter places: rising.
  init(_ places: [Int]) {
    var ranges: [ClosedRange<Int>] = []
    for place in places {
      if let last = ranges.last, last.upperBound == place - 1 {
        ranges[ranges.count - 1] = last.lowerBound...place
      } else {
        ranges.append(place...place)
      }
    }
    self.ranges = ranges
  }

  /// - Returns: nil for a text of another form.
  init?(_ text: String) {
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").map { Int($0) }
      guard let first = ends.first, let first, let last = ends.last, let last, ends.count <= 2,
        0 <= first, first <= last
      else { return nil }
      ranges.append(first...last)
    }
    guard !ranges.isEmpty else { return nil }
    self.ranges = ranges
  }

  var text: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// Places in all of them.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  func overlaps(_ places: [Int]) -> Bool {
    places.contains { place in ranges.contains { $0.contains(place) } }
  }

  /// How many of these places it holds.
  func count(of places: [Int]) -> Int {
    places.count { place in ranges.contains { $0.contains(place) } }
  }
}
