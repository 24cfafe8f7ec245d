/// Bytes of an answer that JSON does not allow in a text, and that hide nothing but themselves.
///
/// What is not UTF-8 reads as U+FFFD, once for each part that Unicode counts as one error (Unicode 16,
/// section 3.9, maximal subparts); a control character inside a string reads as if it had been escaped.
package struct TextRepair: Hashable, Sendable {
  /// Places mended.
  package private(set) var count = 0
  /// The byte of the answer at which the first was, from 0.
  package private(set) var firstByte = 0

  package init() {}

  /// Counts a place.
  package mutating func note(_ byte: Int) {
    if count == 0 { firstByte = byte }
    count += 1
  }
}
