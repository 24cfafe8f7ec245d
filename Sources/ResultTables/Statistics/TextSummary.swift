/// The first and last of some texts, and their lengths.
package struct TextSummary: Hashable, Sendable {
  /// The first in the order of bytes, which is that of code points; as far as 1,024 bytes.
  package var minimum: String { String(decoding: first ?? [], as: UTF8.self) }
  /// The last in that order.
  package var maximum: String { String(decoding: last ?? [], as: UTF8.self) }
  /// Code points of the shortest.
  package private(set) var shortest = 0
  /// Code points of the longest.
  package private(set) var longest = 0
  private var first: [UInt8]?
  private var last: [UInt8]?

  private static let kept = 1024

  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    // Every code point has one byte that is no continuation.
    let length = text.count { $0 & 0xC0 != 0x80 }
    shortest = first == nil ? length : min(shortest, length)
    longest = max(longest, length)
    let start = text.prefix(Self.kept)
    if first.map({ start.lexicographicallyPrecedes($0) }) ?? true { first = Array(start) }
    if last.map({ $0.lexicographicallyPrecedes(start) }) ?? true { last = Array(start) }
  }
}
