/// A page as bytes, for the disk of the very process that reads them back.
extension ResultPage {
  /// Counts before the rest: names, bytes of the names, rows, bytes of the arena.
  private static let counts = 4

  /// All of it: counts, names each with its length, the arena, the slots.
  package var bytes: [UInt8] {
    var text: [UInt8] = []
    for name in names {
      let name = Array(name.utf8)
      withUnsafeBytes(of: UInt64(name.count)) { text += $0 }
      text += name
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 + text.count + byteCount)
    for count in [names.count, text.count, rowCount, memory.arena.count] {
      withUnsafeBytes(of: UInt64(count)) { bytes += $0 }
    }
    bytes += text
    bytes += memory.arena
    bytes += UnsafeRawBufferPointer(memory.slots)
    return bytes
  }

  /// Reads what `bytes` wrote; nil for anything else, whatever a disk has made of it.
  package convenience init?(bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    var counts: [Int] = []
    for _ in 0..<Self.counts {
      guard let count = reader.count() else { return nil }
      counts.append(count)
    }
    guard var text = reader.take(counts[1]).map(ByteReader.init),
      let arena = reader.take(counts[3])
    else { return nil }
    var names: [String] = []
    for _ in 0..<counts[0] {
      guard let length = text.count(), let name = text.take(length) else { return nil }
      names.append(String(decoding: name, as: UTF8.self))
    }
    let (cells, isTooMany) = counts[0].multipliedReportingOverflow(by: counts[2])
    let rest = reader.rest
    guard !isTooMany, rest.count == cells.multipliedReportingOverflow(by: 8).partialValue,
      let slots = CellSlot.slots(rest, in: arena.count)
    else { return nil }
    self.init(
      names: names, rowCount: counts[2],
      memory: PageMemory(arena: Array(arena), slots: slots))
  }
}

extension CellSlot {
  /// The slots that bytes hold; nil where one of them leads out of an arena of so many bytes.
  fileprivate static func slots(_ bytes: ArraySlice<UInt8>, in arena: Int) -> [CellSlot]? {
    var slots: [CellSlot] = []
    slots.reserveCapacity(bytes.count / 8)
    let isSound = bytes.withUnsafeBytes { bytes in
      for place in stride(from: 0, to: bytes.count, by: 8) {
        // Eight bytes of plain numbers, of which any are a slot.
        let slot = bytes.loadUnaligned(fromByteOffset: place, as: CellSlot.self)
        guard slot.range.upperBound <= arena else { return false }
        slots.append(slot)
      }
      return true
    }
    return isSound ? slots : nil
  }
}

/// Bytes read from their start on.
private struct ByteReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// A number of things, 0 or more.
  mutating func count() -> Int? {
    take(8).flatMap { bytes in
      Int(exactly: bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
    }
  }
}
