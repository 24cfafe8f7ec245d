/// One thing watched at a source, written `SOURCE:KIND/ID` on the command line and on screen.
package struct Target: Hashable, Sendable, CustomStringConvertible {
  /// The configured source's name, or a provider's own name.
  package let source: String
  package let kind: TargetKind
  /// Checked against the contracts' pattern, so that it may enter a URL as it is.
  package let id: String

  /// The longest id any contract allows (Supermetrics request ids; schedule ids stop at 50).
  package static let longestID = 64

  /// Makes a target of parts.
  ///
  /// - Throws: `TargetError.badSource` or `TargetError.badID` when a part holds anything but ASCII letters,
  ///   digits, `_` and `-`, is empty, or is longer than `longestID`.
  package init(source: String, kind: TargetKind, id: String) throws(TargetError) {
    guard Self.isName(source) else { throw .badSource(source) }
    guard Self.isName(id) else { throw .badID(id) }
    self.source = source
    self.kind = kind
    self.id = id
  }

  /// Reads `SOURCE:KIND/ID`.
  ///
  /// - Throws: `TargetError`, each case of which says what is wrong with the text.
  package init(parsing text: String) throws(TargetError) {
    guard let colon = text.firstIndex(of: ":"), !text.contains("://") else {
      throw .notATarget(text)
    }
    let rest = text[text.index(after: colon)...]
    guard let slash = rest.firstIndex(of: "/") else { throw .notATarget(text) }
    let word = String(rest[..<slash])
    guard let kind = TargetKind(rawValue: word) else { throw .unknownKind(word) }
    try self.init(
      source: String(text[..<colon]), kind: kind, id: String(rest[rest.index(after: slash)...]))
  }

  package var description: String { "\(source):\(kind.rawValue)/\(id)" }

  private static func isName(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (1...longestID).contains(bytes.count) else { return false }
    return bytes.allSatisfy(\.isNameByte)
  }
}
