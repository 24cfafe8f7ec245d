/// The rows of a list in an order that is held, while by their own they would stand in another.
struct HeldOrder: Hashable, Sendable {
  /// Where in the list's own order each row stands, in the order held.
  let places: [Int]
  /// How many rows would have to be lifted out and put elsewhere if the order were not held: those that one row's move
  /// merely shifts do not count.
  let movedRows: Int

  /// - Parameters:
  ///   - ids: in the list's own order.
  ///   - held: rows in it stay, rows it lacks come last.
  init(_ ids: some Collection<String>, in held: some Collection<String>) {
    var heldIndex = [String: Int](minimumCapacity: held.count)
    for (index, id) in held.enumerated() { heldIndex[id] = index }
    self.init(ids.map { heldIndex[$0] ?? .max })
  }

  /// - Parameter lines: of each row in the list's own order, the line it is held at; `Int.max` for one that comes last.
  init(_ lines: [Int]) {
    places = lines.indices.sorted { (lines[$0], $0) < (lines[$1], $1) }
    movedRows = lines.count - Self.longestRise(lines)
  }

  /// The length of the longest subsequence that does not fall: those rows have kept their order.
  private static func longestRise(_ places: [Int]) -> Int {
    // The least last place of a rising run of each length, by patience sorting.
    var ends: [Int] = []
    for place in places {
      if ends.last.map({ $0 <= place }) ?? true {
        ends.append(place)
        continue
      }
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] <= place { low = middle + 1 } else { high = middle }
      }
      ends[low] = place
    }
    return ends.count
  }
}
