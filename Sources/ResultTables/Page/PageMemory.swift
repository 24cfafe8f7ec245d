import CResultParser
import Glibc

/// The bytes of a page: the arena and the slots, as the parser left them.
///
/// The memory comes from malloc, and is given to the page without a copy. `@unchecked`: nothing
/// writes to it once it is made, and it is freed with the last reference.
final class PageMemory: @unchecked Sendable {
  let arena: UnsafeBufferPointer<UInt8>
  /// Row after row.
  let slots: UnsafeBufferPointer<CellSlot>
  /// Whose memory it is; nil for its own.
  private let owner: PageMemory?

  /// Takes the arena and the slots out of what the parser made; the rest stays its owner's.
  init(taking page: inout cresult_page) {
    // A slot is laid out here as it is there: 32 bits of offset, then the packed 32.
    let count = Int(page.rows * page.columns)
    arena = UnsafeBufferPointer(start: page.arena, count: Int(page.arena_size))
    slots = UnsafeBufferPointer(
      start: page.slots?.bindMemory(to: CellSlot.self, capacity: count), count: count)
    page.arena = nil
    page.slots = nil
    owner = nil
  }

  /// The memory of another page without its first slots.
  init(of owner: PageMemory, droppingFirst count: Int) {
    self.owner = owner
    arena = owner.arena
    slots = UnsafeBufferPointer(rebasing: owner.slots.dropFirst(count))
  }

  /// Copies the bytes of a page built by hand.
  init(arena: [UInt8], slots: [CellSlot]) {
    self.arena = Self.copy(arena)
    self.slots = Self.copy(slots)
    owner = nil
  }

  /// The cells of another page, `width` to a row, with the same cells before those of each row.
  init(of page: PageMemory, width: Int, rows: Int, preceding cells: [ResultCell]) {
    var texts: [UInt8] = []
    let first = cells.map { cell in
      let text = Array(cell.text.utf8)
      let offset = UInt32(clamping: page.arena.count + texts.count)
      texts += text
      return CellSlot(offset: offset, length: text.count, kind: cell.kind)
    }
    let arena = Self.allocate(page.arena.count + texts.count, of: UInt8.self)
    var byte = arena.initialize(fromContentsOf: page.arena)
    byte = arena[byte...].initialize(fromContentsOf: texts)
    let slots = Self.allocate(rows * (first.count + width), of: CellSlot.self)
    var slot = 0
    for row in 0..<rows {
      slot = slots[slot...].initialize(fromContentsOf: first)
      slot = slots[slot...].initialize(
        fromContentsOf: page.slots[(row * width)..<((row + 1) * width)])
    }
    self.arena = UnsafeBufferPointer(arena)
    self.slots = UnsafeBufferPointer(slots)
    owner = nil
  }

  deinit {
    guard owner == nil else { return }
    free(UnsafeMutableRawPointer(mutating: arena.baseAddress))
    free(UnsafeMutableRawPointer(mutating: slots.baseAddress))
  }

  /// A cell's bytes, which live as long as this does.
  @inline(__always)
  func text(_ slot: CellSlot) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: arena[slot.range])
  }

  private static func copy<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
    let copy = allocate(elements.count, of: Element.self)
    _ = copy.initialize(fromContentsOf: elements)
    return UnsafeBufferPointer(copy)
  }

  /// By malloc, so that both kinds are freed alike; without memory there is no page either, and the
  /// program ends as it does for any array of Swift's.
  private static func allocate<Element>(
    _ count: Int, of type: Element.Type
  ) -> UnsafeMutableBufferPointer<Element> {
    guard count > 0, let memory = malloc(count * MemoryLayout<Element>.stride) else {
      precondition(count == 0, "no memory for a page")
      return UnsafeMutableBufferPointer(start: nil, count: 0)
    }
    return UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: Element.self, capacity: count), count: count)
  }
}

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
