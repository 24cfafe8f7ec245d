/// Where a cell's text lies in its page's arena, and what it is: eight bytes a cell.
struct CellSlot: Hashable, Sendable {
  /// The first byte in the arena.
  var offset: UInt32
  /// The length in bytes shifted left by 3, and the raw `CellKind` below it.
  private var packed: UInt32

  /// A cell that is not there.
  static let missing = CellSlot(offset: 0, length: 0, kind: .missing)

  /// - Parameter length: bytes, below 2²⁹.
  init(offset: UInt32, length: Int, kind: CellKind) {
    self.offset = offset
    packed = UInt32(truncatingIfNeeded: length) << 3 | UInt32(kind.rawValue)
  }

  var length: Int { Int(packed >> 3) }
  /// The text's place in the arena.
  var range: Range<Int> { Int(offset)..<(Int(offset) + length) }
  var kind: CellKind { CellKind(rawValue: UInt8(packed & 7)) ?? .missing }
}
