/// What was pasted, as far as anything is done with it.
package struct PastedText: Hashable, Sendable {
  /// Its first line that is not empty, without control characters; cut after ``longest`` bytes.
  package let line: String
  /// Whether there was more than that line.
  package let hasMore: Bool

  /// The most bytes of a paste that are looked at.
  package static let longest = 4096

  /// - Parameters:
  ///   - bytes: the start of what was pasted, at most ``longest`` of them looked at; what is not UTF-8 is left out.
  ///   - count: bytes there were in all.
  package init(_ bytes: [UInt8], of count: Int) {
    let kept = bytes.prefix(Self.longest)
    let isBreak: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D }
    let rest = kept.drop(while: isBreak)
    let first = rest.prefix { !isBreak($0) }
    // A tab between two words keeps them apart.
    let spaced = first.map { $0 == 0x09 ? 0x20 : $0 }
    line = String(
      String.UnicodeScalarView(
        String(decoding: spaced, as: UTF8.self).unicodeScalars.filter {
          $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0 != "\u{FFFD}"
        }))
    let tail = rest[first.endIndex...]
    hasMore = count > kept.count || tail.contains { !isBreak($0) }
  }
}
