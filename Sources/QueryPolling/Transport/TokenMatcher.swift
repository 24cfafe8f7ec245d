/// Recognises one token in its six encodings.
struct TokenMatcher: Sendable {
  private let token: [UInt8]
  /// Base64 of the token at each of the three places it can have in groups of three bytes, cut to
  /// the characters that depend on the token alone; in both alphabets.
  private let encoded: [[UInt8]]

  /// - Parameter token: not empty.
  init(_ token: [UInt8]) {
    self.token = token
    var forms: Set<[UInt8]> = []
    for shift in 0..<3 {
      let core = Self.base64(token, shift: shift)
      guard core.count >= Redactor.shortest else { continue }
      forms.insert(core)
      forms.insert(core.map(Self.urlSafe))
    }
    encoded = forms.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Bytes with which a match can start.
  var starts: Set<UInt8> {
    guard let first = token.first else { return [] }
    var starts: Set<UInt8> = [first, UInt8(ascii: "%"), UInt8(ascii: "\\")]
    let high = Array(String(first >> 4, radix: 16).utf8)
    starts.formUnion(high)
    starts.formUnion(String(first >> 4, radix: 16).uppercased().utf8)
    for form in encoded { starts.formUnion(form.prefix(1)) }
    return starts
  }

  /// How many bytes from `place` on are the token in some encoding; nil where they are not.
  func match(in bytes: [UInt8], at place: Int) -> Int? {
    if let length = spelled(bytes, place) ?? hex(bytes, place) { return length }
    return encoded.first { form in
      form.count <= bytes.count - place && bytes[place..<place + form.count].elementsEqual(form)
    }?.count
  }

  /// The token as it is, percent-encoded or escaped, one way or another at each character.
  private func spelled(_ bytes: [UInt8], _ place: Int) -> Int? {
    var at = place
    for wanted in token {
      guard let length = Self.unit(wanted, bytes, at) else { return nil }
      at += length
    }
    return at - place
  }

  /// The length of one spelling of `wanted` at a place.
  private static func unit(_ wanted: UInt8, _ bytes: [UInt8], _ at: Int) -> Int? {
    guard at < bytes.count else { return nil }
    let byte = bytes[at]
    if byte == UInt8(ascii: "%"), value(bytes, at + 1, digits: 2) == Int(wanted) { return 3 }
    if byte == UInt8(ascii: "\\"), at + 1 < bytes.count {
      if bytes[at + 1] == UInt8(ascii: "u"), value(bytes, at + 2, digits: 4) == Int(wanted) {
        return 6
      }
      // `\\`, `\"` and `\/`; no other visible character has an escape of its own.
      if bytes[at + 1] == wanted, !isAlphanumeric(wanted) { return 2 }
    }
    return byte == wanted ? 1 : nil
  }

  private func hex(_ bytes: [UInt8], _ place: Int) -> Int? {
    guard bytes.count - place >= 2 * token.count else { return nil }
    for (index, wanted) in token.enumerated()
    where Self.value(bytes, place + 2 * index, digits: 2) != Int(wanted) { return nil }
    return 2 * token.count
  }

  private static func value(_ bytes: [UInt8], _ at: Int, digits: Int) -> Int? {
    guard at + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[at..<at + digits] {
      let digit =
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: UInt8.max
        }
      guard digit < 16 else { return nil }
      value = value << 4 | Int(digit)
    }
    return value
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  /// The characters of base64 that six bits of the token alone decide, when `shift` bytes of
  /// something else stand before it in its group.
  private static func base64(_ token: [UInt8], shift: Int) -> [UInt8] {
    let alphabet = Array(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let first = 8 * shift
    let end = first + 8 * token.count
    var out: [UInt8] = []
    var bit = (first + 5) / 6 * 6
    while bit + 6 <= end {
      var six = 0
      for place in bit..<bit + 6 {
        let byte = token[(place - first) / 8]
        six = six << 1 | Int(byte >> (7 - (place - first) % 8) & 1)
      }
      out.append(alphabet[six])
      bit += 6
    }
    return out
  }

  private static func urlSafe(_ character: UInt8) -> UInt8 {
    switch character {
    case UInt8(ascii: "+"): UInt8(ascii: "-")
    case UInt8(ascii: "/"): UInt8(ascii: "_")
    default: character
    }
  }
}
