/// Replaces what varies between messages of one kind by placeholders, so that failures alike read alike.
///
/// Numbers that tell one failure from another stay: HTTP statuses, error codes, versions and limits.
/// Placeholders are `<n>` numbers, `<duration>`, `<size>`, `<id>` ids, hex and addresses, `<date>`, `<time>`, `<email>`,
/// `<url>`, `<text>` for quoted literals and `<name>` for what a program calls something within a sentence. A list of one kind becomes one placeholder, runs of blanks become one blank. Bytes are looked at
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
  /// other has `<n>`, and so with names; and what is counted may be one, `1 row was`, or more, `12 rows were`.
  static func key(_ masked: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(masked.utf8)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      bytes += rest[..<start]
      rest = rest[start...]
      if let placeholder = ["<id>", "<name>", "<n>"].first(where: { rest.starts(with: $0.utf8) }) {
        bytes += "<n>".utf8
        rest = rest.dropFirst(placeholder.utf8.count)
        if placeholder == "<n>" { rest = counted(rest, to: &bytes) }
      } else {
        bytes.append(rest.removeFirst())
      }
    }
    return String(decoding: bytes + rest, as: UTF8.self)
  }

  /// Adds what a number counts and the verb behind it as of one; what is left.
  private static func counted(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8])
    -> ArraySlice<UInt8>
  {
    guard text.first == UInt8(ascii: " ") else { return text }
    let noun = text.dropFirst().prefix(while: \.isASCIILetter)
    let isPlural =
      noun.count > 3 && noun.last == UInt8(ascii: "s") && noun.dropLast().last != UInt8(ascii: "s")
    bytes.append(UInt8(ascii: " "))
    bytes += isPlural ? noun.dropLast() : noun
    let rest = text[noun.endIndex...]
    guard isPlural, let verb = verbs.first(where: { rest.starts(with: $0.plural.utf8) }) else {
      return rest
    }
    bytes += verb.singular.utf8
    return rest.dropFirst(verb.plural.utf8.count)
  }

  private static let verbs = [
    (plural: " were ", singular: " was "), (plural: " are ", singular: " is "),
    (plural: " have ", singular: " has "),
  ]

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
