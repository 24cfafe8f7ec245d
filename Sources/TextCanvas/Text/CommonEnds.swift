/// What the names of a column begin and end with alike, so that a name without room is cut where it tells least.
package struct CommonEnds: Hashable, Sendable {
  /// Bytes that all begin with, and end with; none where no two are different.
  package let start: Int
  package let end: Int

  /// Of names that have nothing in common.
  package static let none = CommonEnds(of: EmptyCollection())

  /// - Parameter names: any number; a repeated one counts as often as one.
  package init(of names: some Sequence<String>) {
    var (start, end) = (0, 0)
    var first: [UInt8]?
    var differ = false
    for name in names {
      let bytes = Array(name.utf8)
      guard let known = first else {
        first = bytes
        (start, end) = (bytes.count, bytes.count)
        continue
      }
      guard bytes != known else { continue }
      differ = true
      start = zip(known.prefix(start), bytes).prefix { $0 == $1 }.count
      end = zip(known.suffix(end).reversed(), bytes.reversed()).prefix { $0 == $1 }.count
      if start == 0, end == 0 { break }
    }
    (self.start, self.end) = differ ? (start, end) : (0, 0)
  }
}
