/// Replaces what varies between messages of one kind by placeholders, so that failures alike read alike.
///
/// Numbers that tell one failure from another stay: HTTP statuses, error codes, versions and limits.
/// Placeholders are `<n>` numbers, `<duration>`, `<size>`, `<id>` ids, hex and addresses, `<date>`, `<time>`, `<email>`,
/// `<url>` and `<text>` for quoted literals. A list of one kind becomes one placeholder, runs of blanks become one blank. Bytes are looked at
/// a fixed number of times each.
package enum MessageMask {
  /// Bytes of a message that are looked at; the rest is dropped.
  package static let longest = 4096

  /// Masks one message, cut at `longest` bytes.
  package static func mask(_ message: String) -> String {
    var scanner = MessageScanner(whole(message))
    return scanner.masked()
  }

  /// What a masked message is grouped by: an id may be a number, so that of two messages of one kind the one has `<id>` where the
  /// other has `<n>`.
  static func key(_ masked: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(masked.utf8)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      bytes += rest[..<start]
      rest = rest[start...]
      if rest.starts(with: "<id>".utf8) {
        bytes += "<n>".utf8
        rest = rest.dropFirst(4)
      } else {
        bytes.append(rest.removeFirst())
      }
    }
    return String(decoding: bytes + rest, as: UTF8.self)
  }

  /// The message's first bytes, ending with a whole character's last.
  private static func whole(_ message: String) -> [UInt8] {
    var bytes = Array(message.utf8.prefix(longest))
    guard bytes.count == longest, let end = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }) else {
      return bytes
    }
    let width = bytes[end] < 0x80 ? 1 : bytes[end] < 0xE0 ? 2 : bytes[end] < 0xF0 ? 3 : 4
    if bytes.count - end < width { bytes.removeSubrange(end...) }
    return bytes
  }
}
