/// One pass over a message's bytes, from the first to the last.
struct MessageScanner {
  private let bytes: [UInt8]
  private var at = 0
  private var output: [UInt8] = []
  /// The placeholder `output` ends with but for separators, and where it ended.
  private var lastPlaceholder: (kind: TokenKind, end: Int)?
  /// Quotes known to open nothing more, so that a closing one is not looked for again and again.
  private var exhausted: Set<UInt8> = []
  private var quotes = TypographicQuotes()
  private var meaning = NumberMeaning()

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count)
  }

  mutating func masked() -> String {
    while at < bytes.count { step() }
    while output.last == Self.blank { output.removeLast() }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func step() {
    let byte = bytes[at]
    if byte <= Self.blank || byte == 0x7F {
      if let last = output.last, last != Self.blank { output.append(Self.blank) }
      at += 1
    } else if let end = endOfQuoted(byte) {
      append(.text)
      at = end
    } else if let end = endOfAddress(byte) {
      append(.id)
      at = end
    } else if TokenKind.isPart(byte) || startsSignedNumber() {
      token()
    } else {
      meaning.passMark(byte)
      output.append(byte)
      at += 1
    }
  }

  /// The place after the closing quote, where one opens here.
  private mutating func endOfQuoted(_ first: UInt8) -> Int? {
    if first >= 0x80 { return quotes.end(of: bytes[at...]) }
    guard Self.quotes.contains(first), !exhausted.contains(first) else { return nil }
    // An apostrophe inside or after a word opens nothing.
    if at > 0, TokenKind.isPart(bytes[at - 1]) || bytes[at - 1] >= 0x80 && first == Self.apostrophe
    {
      return nil
    }
    var index = at + 1
    while let end = bytes[index...].firstIndex(of: first) {
      guard end + 1 < bytes.count, TokenKind.isPart(bytes[end + 1]) else { return end + 1 }
      index = end + 1
    }
    exhausted.insert(first)
    return nil
  }

  /// The place after an IPv6 address in brackets and its port, where one opens here.
  private func endOfAddress(_ first: UInt8) -> Int? {
    guard first == UInt8(ascii: "[") else { return nil }
    let rest = bytes[(at + 1)...].prefix(46)
    guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let address = rest[..<close]
    guard address.count(where: { $0 == UInt8(ascii: ":") }) >= 2,
      address.allSatisfy({ $0.hexDigitValue != nil || ":.%".utf8.contains($0) })
    else { return nil }
    var end = close + 1
    guard end < bytes.count, bytes[end] == UInt8(ascii: ":") else { return end }
    end += 1
    while end < bytes.count, bytes[end].isASCIIDigit { end += 1 }
    return end
  }

  /// A minus or plus that belongs to the number behind it.
  private func startsSignedNumber() -> Bool {
    guard bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") else { return false }
    guard at + 1 < bytes.count, bytes[at + 1].isASCIIDigit else { return false }
    return at == 0 || !TokenKind.isPart(bytes[at - 1])
  }

  private mutating func token() {
    var end = at + 1
    while end < bytes.count, continuesToken(end) { end += 1 }
    if startsURL(end) {
      while end < bytes.count, !endsURL(bytes[end]) { end += 1 }
      append(.url)
      at = trimmed(end, of: Self.sentenceMarks)
      return
    }
    let token = bytes[at..<end]
    let kind = TokenKind(token)
    let isTelling = meaning.keeps(token, kind)
    let isName = kind == .word && isName(token, to: end)
    meaning.pass(token, kind)
    switch kind {
    // Zones come and go with the season.
    case .word where endsTime && Self.zones.contains { token.elementsEqual($0.utf8) }:
      while output.last == Self.blank { output.removeLast() }
    case .word where isName: append(.name)
    case .word: output.append(contentsOf: token)
    case _ where isTelling:
      output.append(contentsOf: token)
      lastPlaceholder = nil
    case .measure(let digits):
      append(.number)
      output.append(contentsOf: token.dropFirst(digits))
      lastPlaceholder = nil
    default: append(kind)
    }
    at = end
  }

  /// Whether the token names something within a sentence, as a field does: between two words, and not after one that
  /// announces an error's code.
  private func isName(_ token: ArraySlice<UInt8>, to end: Int) -> Bool {
    guard TokenShape.isIdentifier(token), !meaning.announcesCode else { return false }
    guard output.count >= 2, output.last == Self.blank, output[output.count - 2].isASCIILetter,
      end + 1 < bytes.count, bytes[end] == Self.blank
    else { return false }
    return bytes[end + 1].isASCIILetter
  }

  /// Whether the byte goes on with the token: letters and digits always, joints when one of those follows.
  private func continuesToken(_ index: Int) -> Bool {
    let byte = bytes[index]
    if TokenKind.isPart(byte) { return true }
    guard index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "/") {
      return bytes[index - 1].isASCIIDigit && next.isASCIIDigit
        && isNumeric(before: index)
    }
    if byte == UInt8(ascii: ":") {
      return bytes[index - 1].isASCIIDigit && next.isASCIIDigit
    }
    return Self.joints.contains(byte) && TokenKind.isPart(next)
  }

  /// Whether the token so far holds a number: a comma or slash joins only these.
  private func isNumeric(before index: Int) -> Bool {
    bytes[at].isASCIIDigit || !TokenKind.isPart(bytes[at])
  }

  private func startsURL(_ end: Int) -> Bool {
    end + 2 < bytes.count && bytes[end] == UInt8(ascii: ":") && bytes[end + 1] == Self.slash
      && bytes[end + 2] == Self.slash
  }

  private func endsURL(_ byte: UInt8) -> Bool {
    byte <= Self.blank || byte == 0x7F || Self.urlEnds.contains(byte)
  }

  private func trimmed(_ end: Int, of marks: [UInt8]) -> Int {
    var end = end
    while end > at + 1, marks.contains(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// Appends a placeholder, or nothing where it would go on a list of its kind.
  private mutating func append(_ kind: TokenKind) {
    if let last = lastPlaceholder, last.kind == kind, isSeparator(output[last.end...], of: kind) {
      output.removeSubrange(last.end...)
    } else {
      output.append(contentsOf: kind.placeholder.utf8)
    }
    lastPlaceholder = (kind, output.count)
  }

  private func isSeparator(_ bytes: ArraySlice<UInt8>, of kind: TokenKind) -> Bool {
    // A name of quoted parts, `main`.`sales`.
    if kind == .text, bytes.elementsEqual(".".utf8) { return true }
    return bytes.count <= 2 && !bytes.isEmpty && bytes.allSatisfy { Self.separators.contains($0) }
  }

  /// Whether a time of day stands right before.
  private var endsTime: Bool {
    guard let last = lastPlaceholder, last.kind == .time else { return false }
    return output[last.end...].elementsEqual(" ".utf8)
  }

  private static let zones = [
    "UTC", "GMT", "PST", "PDT", "MST", "MDT", "CST", "CDT", "EST", "EDT", "BST", "CET", "CEST",
    "EET", "EEST", "IST", "JST",
  ]
  private static let quotes = Array("\"'`".utf8)
  private static let apostrophe = UInt8(ascii: "'")
  private static let blank = UInt8(ascii: " ")
  private static let slash = UInt8(ascii: "/")
  private static let joints = Array(".-@+".utf8)
  private static let sentenceMarks = Array(".,;:!?".utf8)
  private static let separators = Array(" ,;|".utf8)
  private static let urlEnds = Array("\"'`<>)]}|".utf8)
}
