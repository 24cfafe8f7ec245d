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
    var starts: Set<UInt8> = [first, UInt8(ascii: "%"), Self.backslash]
    if let second = token.first(where: { $0 != Self.backslash }) { starts.insert(second) }
    let high = Array(String(first >> 4, radix: 16).utf8)
    starts.formUnion(high)
    starts.formUnion(String(first >> 4, radix: 16).uppercased().utf8)
    for form in encoded { starts.formUnion(form.prefix(1)) }
    return starts
  }

  /// Whether a match can start with these two bytes; rather yes once too often.
  ///
  /// A page of rows holds every first byte a hundred thousand times, and a look at each takes longer
  /// than to read the rows.
  func canStart(_ one: UInt8, _ two: UInt8) -> Bool {
    let characters = token.filter { $0 != Self.backslash }
    guard let first = characters.first, characters.count > 1 else { return true }
    let percent = UInt8(ascii: "%")
    let isSpelled =
      one == first && [characters[1], Self.backslash, percent].contains(two)
      || one == Self.backslash && [Self.backslash, UInt8(ascii: "u"), percent, first].contains(two)
      // Of the character itself, of a backslash before it, or of another percent sign.
      || one == percent && (Self.digits(first >> 4) + Array("52".utf8)).contains(two)
    let isHex =
      Self.digits(token[0] >> 4).contains(one) && Self.digits(token[0] & 15).contains(two)
    return isSpelled || isHex || encoded.contains { $0[0] == one && $0[1] == two }
  }

  /// The fewest bytes that can be a match.
  var shortestMatch: Int {
    let forms = encoded.map(\.count) + [2 * token.count]
    return min(token.count { $0 != Self.backslash }, forms.min() ?? .max)
  }

  /// Two bytes that may follow one another in a match, and some more.
  var pairs: [(one: UInt8, two: UInt8)] {
    let characters = token.filter { $0 != Self.backslash }
    let percent = UInt8(ascii: "%")
    var pairs: [(one: UInt8, two: UInt8)] = []
    func add(_ one: some Sequence<UInt8>, _ two: some Sequence<UInt8>) {
      for one in one { for two in two { pairs.append((one, two)) } }
    }
    let openers = [percent, Self.backslash]
    // Characters as they are, and what an escape of one may stand between.
    for (one, two) in zip(characters, characters.dropFirst()) { add([one], [two]) }
    add(characters, openers)
    for (place, one) in characters.enumerated() {
      add(Self.digits(one & 15), openers + characters.dropFirst(place + 1).prefix(1))
    }
    // What is passed over: a backslash, or an escape of one.
    add([Self.backslash] + Self.digits(0xC), openers + characters)
    // Percent signs, once or several times, and escapes of JSON.
    add([percent], "25".utf8)
    add("2".utf8, "5".utf8)
    add("5".utf8, "2".utf8)
    add([Self.backslash], "u".utf8)
    add("u".utf8, "0".utf8)
    add("0".utf8, "0".utf8)
    for character in characters + [Self.backslash] {
      add([percent] + "50".utf8, Self.digits(character >> 4))
      add(Self.digits(character >> 4), Self.digits(character & 15))
    }
    // In hexadecimal, and in base64.
    let hex = token.flatMap { [$0 >> 4, $0 & 15] }
    for (one, two) in zip(hex, hex.dropFirst()) { add(Self.digits(one), Self.digits(two)) }
    for form in encoded { for (one, two) in zip(form, form.dropFirst()) { add([one], [two]) } }
    return pairs
  }

  /// A hexadecimal digit in both its cases.
  private static func digits(_ value: UInt8) -> [UInt8] {
    let text = String(value, radix: 16)
    return Array((text + text.uppercased()).utf8)
  }

  /// How many bytes from `place` on are the token in some encoding; nil where they are not.
  func match(in bytes: [UInt8], at place: Int) -> Int? {
    if let length = spelled(bytes, place) ?? hex(bytes, place) { return length }
    return encoded.first { form in
      form.count <= bytes.count - place && bytes[place..<place + form.count].elementsEqual(form)
    }?.count
  }

  /// The token as it is, percent-encoded or escaped, one way or another at each character.
  ///
  /// Backslashes are passed over in token and text alike: that way escapes of escapes are found too,
  /// whatever their number. One at the token's end is left.
  private func spelled(_ bytes: [UInt8], _ place: Int) -> Int? {
    var at = place
    for wanted in token where wanted != Self.backslash {
      at = Self.afterBackslashes(bytes, at)
      guard let length = Self.unit(wanted, bytes, at) else { return nil }
      at += length
    }
    return at > place ? at - place : nil
  }

  /// Encodings within encodings that are looked through; a bound, so that a body of nothing but
  /// backslashes takes no longer than another.
  private static let deepest = 4
  private static let backslash = UInt8(ascii: "\\")

  /// The length of one spelling of `wanted` at a place: itself, `%XX`, `%25XX`, `\uXXXX`.
  private static func unit(_ wanted: UInt8, _ bytes: [UInt8], _ at: Int) -> Int? {
    guard at < bytes.count else { return nil }
    if let length = percent(wanted, bytes, at) { return length }
    if escape(bytes, at) == Int(wanted) { return 6 }
    return bytes[at] == wanted ? 1 : nil
  }

  /// The length of `wanted` percent-encoded at a place, once or several times.
  private static func percent(_ wanted: UInt8, _ bytes: [UInt8], _ at: Int) -> Int? {
    guard bytes[at] == UInt8(ascii: "%") else { return nil }
    var digits = at + 1
    for _ in 0..<deepest {
      let value = value(bytes, digits, digits: 2)
      if value == Int(wanted) { return digits + 2 - at }
      guard value == 0x25 else { return nil }
      digits += 2
    }
    return nil
  }

  /// The character a `\uXXXX` at a place stands for.
  private static func escape(_ bytes: [UInt8], _ at: Int) -> Int? {
    guard at + 1 < bytes.count, bytes[at] == backslash, bytes[at + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return value(bytes, at + 2, digits: 4)
  }

  private static func afterBackslashes(_ bytes: [UInt8], _ place: Int) -> Int {
    var at = place
    for _ in 0..<deepest * deepest where at < bytes.count {
      if let scalar = escape(bytes, at) {
        guard scalar == Int(backslash) else { break }
        at += 6
      } else if bytes[at] == backslash {
        at += 1
      } else if let length = percent(backslash, bytes, at) {
        at += length
      } else {
        break
      }
    }
    return at
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
