/// Texts as bytes, each kept once and numbered from 0 in the order they came.
///
/// They lie in pieces of a mebibyte, so that what is kept is never copied to grow.
struct ByteInterner: Hashable, Sendable {
  private var pieces: [[UInt8]] = []
  /// Where each text begins: its piece, and below 20 bits the place in it.
  private var starts: [UInt32] = []
  /// A text's number and one, at the place its hash leads to, or 0 for none; its size is a power of two.
  private var table: [UInt32] = []

  private static let pieceBits: UInt32 = 20
  private static let pieceSize = 1 << Int(pieceBits)
  private static let mostPieces = 1 << 12

  /// How many there are.
  var count: Int { starts.count }

  /// The memory held, in bytes.
  private(set) var byteCount = 0
  /// That of all pieces but the last.
  private var fullBytes = 0

  /// The number of a text, which is kept if it is new.
  ///
  /// - Parameters:
  ///   - most: texts kept at the most.
  ///   - mostBytes: memory at the most.
  /// - Returns: nil for a new one there is no room for.
  mutating func number(
    of text: UnsafeBufferPointer<UInt8>, most: Int = .max, mostBytes: Int = .max
  ) -> Int? {
    if table.isEmpty { table = [UInt32](repeating: 0, count: 64) }
    var place = place(of: text)
    if table[place] > 0 { return Int(table[place]) - 1 }
    guard count < min(most, Int(UInt32.max) - 1), bytes(with: text.count) <= mostBytes else {
      return nil
    }
    if (count + 1) * 2 > table.count {
      grow()
      place = self.place(of: text)
    }
    guard let start = append(text) else { return nil }
    starts.append(start)
    table[place] = UInt32(count)
    measure()
    return count - 1
  }

  /// Reads a text; the bytes are valid during the call only.
  func withText<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = starts[number]
    return pieces[Int(start >> Self.pieceBits)].withUnsafeBufferPointer { piece in
      var place = Int(start) & (Self.pieceSize - 1)
      var (length, shift) = (0, 0)
      while piece[place] & 0x80 != 0 {
        length |= Int(piece[place] & 0x7F) << shift
        shift += 7
        place += 1
      }
      length |= Int(piece[place]) << shift
      return body(UnsafeBufferPointer(rebasing: piece[(place + 1)..<(place + 1 + length)]))
    }
  }

  /// Whether one text comes before another in the order of their bytes.
  func isLess(_ left: Int, _ right: Int) -> Bool {
    withText(left) { left in withText(right) { left.isLess(than: $0) } }
  }

  /// The memory held once one more text is kept: what is full doubles.
  private func bytes(with length: Int) -> Int {
    var bytes = byteCount
    if (count + 1) * 2 > table.count { bytes += 4 * table.count }
    if count == starts.capacity { bytes += 4 * max(2, count) }
    guard let last = pieces.last, last.count + length + 10 <= Self.pieceSize else {
      return bytes + max(pieces.isEmpty ? 0 : Self.pieceSize, length + 10)
    }
    return last.count + length + 10 <= last.capacity ? bytes : bytes + max(last.capacity, length)
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    if pieces.last.map({ $0.count + text.count + 10 > Self.pieceSize }) ?? true {
      guard pieces.count < Self.mostPieces else { return nil }
      fullBytes += pieces.last?.capacity ?? 0
      pieces.append([])
      // The first one grows: most columns have few values.
      if pieces.count > 1 {
        pieces[pieces.count - 1].reserveCapacity(max(Self.pieceSize, text.count + 10))
      }
    }
    let last = pieces.count - 1
    let start = UInt32(last) << Self.pieceBits | UInt32(pieces[last].count)
    var length = text.count
    while length >= 0x80 {
      pieces[last].append(UInt8(length & 0x7F) | 0x80)
      length >>= 7
    }
    pieces[last].append(UInt8(length))
    pieces[last].append(contentsOf: text)
    return start
  }

  /// Gives back the memory that only finding needs: nothing more is taken in from then on.
  mutating func seal() {
    table = []
    measure()
  }

  private mutating func measure() {
    byteCount = fullBytes + (pieces.last?.capacity ?? 0) + 4 * (starts.capacity + table.count)
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    for number in starts.indices {
      let place = withText(number) { freePlace(of: $0) }
      table[place] = UInt32(number + 1)
    }
  }

  /// Where a text stands, or would.
  private func place(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var place = Self.hash(text) & (table.count - 1)
    while table[place] > 0 {
      let isSame = withText(Int(table[place]) - 1) { $0.elementsEqual(text) }
      if isSame { return place }
      place = (place + 1) & (table.count - 1)
    }
    return place
  }

  private func freePlace(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var place = Self.hash(text) & (table.count - 1)
    while table[place] > 0 { place = (place + 1) & (table.count - 1) }
    return place
  }

  /// Seeded anew in every process, so that no server can choose texts that collide.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(text))
    return hasher.finalize()
  }
}
