import Foundation
import QueryCore
import Testing

@testable import QueryHTTP

@Suite("The redactor") struct RedactorTests {
  static let token = #"canary-4f1d9b/"\+x_SECRET"#

  /// The token in each encoding it is looked for in, and in mixtures of them.
  static let forms: [(name: String, text: String)] = {
    let bytes = Array(token.utf8)
    func hex(_ format: String) -> String { bytes.map { String(format: format, $0) }.joined() }
    func base64(_ prefix: String) -> String { Data((prefix + token).utf8).base64EncodedString() }
    func urlSafe(_ text: String) -> String {
      text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
    let percent = token.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let escaped = token.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return [
      ("literal", token), ("percent", hex("%%%02X")), ("percent, lower case", hex("%%%02x")),
      ("percent where needed", percent), ("percent twice", percent.replacing("%", with: "%25")),
      ("JSON", escaped), ("JSON with slashes", escaped.replacing("/", with: "\\/")),
      ("JSON in numbers", hex("\\u%04x")), ("JSON in JSON", hex("\\\\u%04x")),
      ("hex", hex("%02x")), ("hex, upper case", hex("%02X")),
      ("base64", base64("")), ("base64 of user:token", base64("user:")),
      ("base64 of u:token", base64("u:")), ("base64 of us:token", base64("us:")),
      ("base64url", urlSafe(base64(""))), ("base64url of u:token", urlSafe(base64("u:"))),
    ]
  }()

  private func redactor() throws -> Redactor {
    let redactor = Redactor()
    redactor.learn(try Credential(Self.token))
    return redactor
  }

  @Test(arguments: forms.indices) func `masks every encoding`(index: Int) throws {
    let (name, form) = Self.forms[index]
    let cleaned = try redactor().clean("before \(form) after")
    #expect(cleaned.contains(Redactor.mask), "\(name)")
    #expect(cleaned.hasPrefix("before ") && cleaned.hasSuffix(" after"), "\(name): \(cleaned)")
    // At either end of base64 a character may be left, which is shared with what stood beside.
    #expect(!cleaned.contains(form.dropFirst(3).dropLast(4)), "\(name): \(cleaned)")
  }

  @Test func `leaves other text as it is, byte for byte`() throws {
    let text = "canary-4f1d9 %63%61 \\u0063 é 漢 \u{1B}[31m 63616e617279"
    #expect(try redactor().clean(text) == text)
    let bytes = (0...255).map { UInt8($0) }
    #expect(try redactor().clean(bytes) == bytes)
  }

  @Test func `masks every occurrence of every token it knows`() throws {
    let redactor = try redactor()
    redactor.learn("second-token")
    let text = "\(Self.token)second-token,\(Self.token)"
    #expect(redactor.clean(text) == "\(Redactor.mask)\(Redactor.mask),\(Redactor.mask)")
  }

  @Test func `of two tokens the longer is masked whole`() {
    let redactor = Redactor()
    redactor.learn("abcdef")
    redactor.learn("abcdef-ghijkl")
    #expect(redactor.clean("abcdef-ghijkl") == Redactor.mask)
  }

  @Test func `a token too short to be told from words is not looked for`() {
    let redactor = Redactor()
    redactor.learn("key")
    redactor.learn("  \n")
    #expect(redactor.clean("the key") == "the key")
  }

  @Test func `a line break around a token is not part of it`() {
    let redactor = Redactor()
    redactor.learn("secret-token\n")
    #expect(redactor.clean("a secret-token here") == "a \(Redactor.mask) here")
  }

  @Test(arguments: ["\\", "%25", "%", "\\u005c", "c", "canary-4f1d9b/\"", "Y2"])
  func `a long run of what a match could start with takes no longer than another`(
    part: String
  ) throws {
    let redactor = try redactor()
    let bytes = Array(String(repeating: part, count: (64 << 10) / part.utf8.count).utf8)
    #expect(redactor.clean(bytes) == bytes)
  }

  /// A text of pieces that are, or nearly are, some spelling of a token.
  private static func text(_ token: String, _ random: inout SplitMix64) -> String {
    func spelled(_ scalar: Unicode.Scalar) -> String {
      let hex = String(scalar.value, radix: 16)
      let two = String(repeating: "0", count: max(0, 2 - hex.count)) + hex
      return switch random.next() % 7 {
      case 0: "%\(two)"
      case 1: "%25\(two.uppercased())"
      case 2: "\\u00\(two)"
      case 3: "\\\\\(scalar)"
      case 4: "\\u005C%5c\(scalar)"
      default: "\(scalar)"
      }
    }
    var text = ""
    for _ in 0..<8 {
      let noise = ["\",\"", "2026-10-1", ",17.50,", "abc", "%20", "\\", "66", token.prefix(4) + ""]
      text += noise[Int(random.next() % 8)]
      var piece = token.unicodeScalars.map(spelled).joined()
      if random.next() % 3 == 0 { piece = String(piece.dropLast()) }
      if random.next() % 4 == 0 { piece = Data(("x" + token).utf8).base64EncodedString() }
      if random.next() % 4 == 0 { piece = token.utf8.map { String($0, radix: 16) }.joined() }
      text += piece
    }
    return text
  }

  /// Every place is looked at.
  private static func plainly(_ bytes: [UInt8], _ matchers: [TokenMatcher]) -> [UInt8] {
    var cleaned: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if let length = matchers.compactMap({ $0.match(in: bytes, at: place) }).max() {
        cleaned += Redactor.mask.utf8
        place += length
      } else {
        cleaned.append(bytes[place])
        place += 1
      }
    }
    return cleaned
  }

  @Test(arguments: [
    ["demo-key"], [#"a\b"c/d\e=f"#, "Zz0123456789"], [#"\\\\\x"#], ["55555555", "25252525"],
  ])
  func `what is passed over unlooked at holds no token`(tokens: [String]) {
    let redactor = Redactor()
    for token in tokens { redactor.learn(token) }
    let matchers = tokens.map { TokenMatcher(Array($0.utf8)) }
    var random = SplitMix64(seed: 7)
    for round in 0..<1_500 {
      let bytes = Array(Self.text(tokens[round % tokens.count], &random).utf8)
      #expect(redactor.clean(bytes) == Self.plainly(bytes, matchers))
    }
  }

  @Test func `cut short at any place, a token does not make it read on`() throws {
    let redactor = try redactor()
    for (_, form) in Self.forms {
      for count in 0..<form.utf8.count {
        _ = redactor.clean(Array(form.utf8.prefix(count)))
      }
    }
  }
}
