/// What a target is at its provider; the word before the slash in `SOURCE:KIND/ID`.
///
/// An open word: which kinds a provider has, its description says.
package struct TargetKind: RawRepresentable, Hashable, Sendable {
  package static let batch = TargetKind(checked: "batch")
  package static let query = TargetKind(checked: "query")
  package static let job = TargetKind(checked: "job")

  /// 1 to 16 letters a to z.
  package let rawValue: String

  /// - Returns: nil for anything but 1 to 16 letters a to z.
  package init?(rawValue: String) {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    guard (1...16).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(letters.contains) else {
      return nil
    }
    self.rawValue = rawValue
  }

  private init(checked: String) { rawValue = checked }
}
