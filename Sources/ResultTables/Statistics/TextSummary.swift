import Glibc

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
    if first.map({ Self.order(text, $0) < 0 }) ?? true { first = Array(text.prefix(Self.kept)) }
    if last.map({ Self.order(text, $0) > 0 }) ?? true { last = Array(text.prefix(Self.kept)) }
  }

  /// Below 0 where the text's start comes before what was kept, above 0 where it comes after.
  private static func order(_ text: UnsafeBufferPointer<UInt8>, _ kept: [UInt8]) -> Int {
    let count = min(text.count, Self.kept)
    // Both are as long as what is compared; memory of no length is not looked at.
    let order = kept.withUnsafeBufferPointer { kept -> Int32 in
      guard let left = text.baseAddress, let right = kept.baseAddress else { return 0 }
      return memcmp(left, right, min(count, kept.count))
    }
    return order != 0 ? Int(order) : count - kept.count
  }
}
