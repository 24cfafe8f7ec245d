/// In which order pieces of a frame are drawn, so that the fewest bytes go into moving and into looks.
///
/// It is kept from frame to frame: they have most looks in common.
///
/// What lies beside each other on a screen often has looks of its own, and what looks alike lies below each other. Each time
/// the piece is taken that is the fewest bytes away.
nonisolated struct DrawingOrder {
  /// The whole screen is new: drawn row by row.
  private static let mostPieces = 600
  /// How many pieces are looked at for the next, from the first row that is left on.
  private static let mostCandidates = 128
  /// How many looks are remembered from frame to frame.
  private static let mostLooks = 128

  private var looks: [GraphicRendition] = []
  /// The bytes between two looks, by their numbers; -1 where not known yet.
  private var costs: [[Int]] = []
  private let endsEach: Bool

  init(endsEach: Bool) {
    self.endsEach = endsEach
  }

  /// Orders what lies between two pieces that have to stay where they are.
  ///
  /// - Parameters:
  ///   - cursor: where the terminal's is before it.
  ///   - look: what the terminal has been told.
  mutating func order(
    _ pieces: ArraySlice<DrawnPiece>, from cursor: KnownCursor, look: GraphicRendition
  ) -> [DrawnPiece] {
    guard (2...Self.mostPieces).contains(pieces.count), !Self.overlap(pieces) else {
      return Array(pieces)
    }
    if looks.count > Self.mostLooks { (looks, costs) = ([], []) }
    let pieces = Array(pieces)
    let numbers = pieces.map { number(of: $0.look) }
    var left = Array(pieces.indices)
    var (cursor, told) = (cursor, number(of: look))
    var ordered: [DrawnPiece] = []
    while !left.isEmpty {
      var best = (place: 0, count: Int.max, look: told)
      for (place, index) in left.prefix(Self.mostCandidates).enumerated() {
        guard let way = cursor.way(to: pieces[index].start), way.count < best.count else {
          continue
        }
        let look =
          pieces[index].kind == .blanks
          ? number(ofBackground: numbers[index], over: told) : numbers[index]
        let count = way.count + cost(from: told, to: look)
        if count < best.count { best = (place, count, look) }
        if count == 0 { break }
      }
      let next = pieces[left.remove(at: best.place)]
      (cursor, told) = (next.end, best.look)
      ordered.append(next)
    }
    return ordered
  }

  /// Whether any two draw on the same cell.
  private static func overlap(_ pieces: ArraySlice<DrawnPiece>) -> Bool {
    let sorted = pieces.compactMap { piece in
      piece.columns.map { (row: piece.start.row ?? 0, columns: $0) }
    }.sorted { ($0.row, $0.columns.lowerBound) < ($1.row, $1.columns.lowerBound) }
    return zip(sorted, sorted.dropFirst()).contains { left, right in
      left.row == right.row && left.columns.upperBound > right.columns.lowerBound
    }
  }

  // MARK: Looks

  private mutating func number(of look: GraphicRendition) -> Int {
    if let known = looks.firstIndex(of: look) { return known }
    looks.append(look)
    for index in costs.indices { costs[index].append(-1) }
    costs.append(Array(repeating: -1, count: looks.count))
    return looks.count - 1
  }

  /// Blanks take no more than the background.
  private mutating func number(ofBackground number: Int, over told: Int) -> Int {
    let look = looks[told].forBlanks(of: looks[number])
    return look == looks[told] ? told : self.number(of: look)
  }

  private mutating func cost(from: Int, to: Int) -> Int {
    if from == to { return 0 }
    if costs[from][to] < 0 {
      costs[from][to] = looks[to].sequence(from: looks[from], endsEach: endsEach).count
    }
    return costs[from][to]
  }
}
