/// A link out of an answer that may be followed with the source's key: opaque, byte for byte, and
/// inside the API it came from.
///
/// The contract writes links absolute or from the root of the host; every other form is refused
/// rather than resolved, since what two parsers read differently can lead a key astray.
package struct SameOriginLink: Hashable, Sendable {
  /// The longest link taken, in bytes.
  package static let longest = 8192

  /// Absolute; path and query are the bytes that were sent.
  package let url: String

  /// Checks a link.
  ///
  /// - Parameters:
  ///   - link: as the answer held it, JSON escapes resolved.
  ///   - base: the source's base: the link must share its host and port, and have its path; a link whose scheme alone
  ///     differs is followed by the base's.
  ///   - prefix: where the API lives below the base, between slashes, `/api/`.
  /// - Throws: `SameOriginLinkError`.
  package init(
    _ link: String, from base: BaseURL, under prefix: String
  ) throws(SameOriginLinkError) {
    guard link.utf8.count <= Self.longest, link.utf8.allSatisfy(Self.isPlain) else {
      throw .malformed
    }
    guard !link.contains("#") else { throw .malformed }
    guard let home = BaseURL.split(base.text) else { throw .malformed }
    let rest: Substring
    if link.hasPrefix("/") {
      rest = link[...]
      url = "\(base.text.dropLast(home.path.utf8.count))\(link)"
    } else {
      guard let parts = BaseURL.split(link), let origin = HTTPOrigin(link) else {
        throw .malformed
      }
      guard let own = HTTPOrigin(base.text), origin.differsInSchemeAlone(from: own) else {
        throw .otherOrigin(host: origin.host)
      }
      rest = parts.path
      // Behind what ends TLS a server may not know that it is asked by https.
      url = origin == own ? link : "\(base.text.dropLast(home.path.utf8.count))\(rest)"
    }
    let path = rest.prefix { $0 != "?" }
    guard Self.isStraight(path), path.hasPrefix(home.path + prefix) else { throw .outsideAPI }
  }

  /// Visible ASCII without what parsers are known to read in more than one way.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !#"\"<>^`{|}"#.utf8.contains(byte)
  }

  /// Whether a path is what it looks like: whole escapes, no segment that is empty, `.` or `..`,
  /// and no separator behind an escape.
  private static func isStraight(_ path: Substring) -> Bool {
    guard path.first == "/" else { return false }
    let segments = path.dropFirst().utf8.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return segments.allSatisfy { segment in
      guard let bytes = decoded(segment), !bytes.isEmpty else { return false }
      return !bytes.elementsEqual(".".utf8) && !bytes.elementsEqual("..".utf8)
        && bytes.allSatisfy { (0x20...0x7E).contains($0) && !#"/\%?#"#.utf8.contains($0) }
    }
  }

  /// The segment with its escapes resolved; nil for one that is broken.
  private static func decoded(_ segment: Substring.UTF8View.SubSequence) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(segment)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(hexValue),
        let low = rest.popFirst().flatMap(hexValue)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func hexValue(_ digit: UInt8) -> UInt8? {
    if digit &- UInt8(ascii: "0") < 10 { return digit - UInt8(ascii: "0") }
    let letter = (digit | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }
}

/// Why a link of an answer is not followed.
package enum SameOriginLinkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No absolute link nor one from the root, or with a user, a fragment or odd characters.
  case malformed
  /// It leads to another scheme, host or port; holds the host.
  case otherOrigin(host: String)
  /// It leaves the path of the API.
  case outsideAPI

  package var description: String {
    switch self {
    case .malformed: "a link in the answer cannot be read"
    case .otherOrigin(let host): "a link in the answer leads to another server, \(host)"
    case .outsideAPI: "a link in the answer leads out of the API"
    }
  }
}
