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

/// Where a person set a source's key and address, in words that go after "check".
package struct SourcePlaces: Hashable, Sendable {
  /// As in `SUPERMETRICS_API_KEY`.
  package let key: String
  /// As in `the base_url of prod in config.yaml`.
  package let base: String

  package init(key: String, base: String) {
    self.key = key
    self.base = base
  }

  /// Where the configuration has both, for a source of which nothing else is known.
  package init(configured source: String) {
    self.init(
      key: "the credential of \(source) in config.yaml",
      base: "the base_url of \(source) in config.yaml")
  }
}
