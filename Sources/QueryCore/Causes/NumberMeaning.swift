/// Whether a number in a message means something by the words before it: `HTTP 503`, `error code 1045`,
/// `version 17`, `limit of 10,000`.
struct NumberMeaning {
  private enum Subject {
    /// A status or a code: short numbers only, since long ones are ids.
    case code
    case version
    case limit
  }

  private var subject: Subject?

  /// Whether what comes next is a status or an error's code.
  var announcesCode: Bool { subject == .code }

  /// Whether a token that would be masked is to stay.
  func keeps(_ token: ArraySlice<UInt8>, _ kind: TokenKind) -> Bool {
    switch (kind, subject) {
    case (.number, .code): token.count <= 5
    case (.number, .version), (.number, .limit), (.measure, .limit), (.duration, .limit),
      (.size, .limit), (.id, .version):
      true
    case (.id, _): Self.isVersion(token)
    default: false
    }
  }

  /// Passes over a token; a number that stays leaves the subject for the next, as in `HTTP/1.1 503`.
  mutating func pass(_ token: ArraySlice<UInt8>, _ kind: TokenKind) {
    guard kind == .word else {
      if !keeps(token, kind) { subject = nil }
      return
    }
    guard token.count <= 12 else {
      subject = nil
      return
    }
    switch Self.words[Self.packed(token)] {
    case .subject(let next): subject = next
    case .between: break
    case nil: subject = nil
    }
  }

  /// What a word does to the number behind it.
  private enum Word {
    case subject(Subject)
    /// Stands between a subject and its number.
    case between
  }

  /// By `packed`: a message has more words than there is time to make texts of.
  private static let words: [UInt128: Word] = {
    let lists: [(Word, String)] = [
      (.subject(.code), "http https status statuscode code error errno subcode reason"),
      (.subject(.version), "version api v"),
      (
        .subject(.limit),
        "limit limits max maximum min minimum most least cap quota than exceeds exceed"
      ),
      (.between, "of is was the a to are"),
    ]
    var words: [UInt128: Word] = [:]
    for (word, list) in lists {
      for text in list.split(separator: " ") { words[packed(Array(text.utf8)[...])] = word }
    }
    return words
  }()

  /// Up to 16 bytes as one number, letters in lower case.
  private static func packed(_ token: ArraySlice<UInt8>) -> UInt128 {
    token.reduce(0) { $0 << 8 | UInt128($1 | 0x20) }
  }

  /// Passes over a mark: one that ends a part of a sentence ends the subject.
  mutating func passMark(_ byte: UInt8) {
    if ".,;!?)".utf8.contains(byte) { subject = nil }
  }

  /// `v21.0`, `v2`, `V3.1.4`.
  private static func isVersion(_ token: ArraySlice<UInt8>) -> Bool {
    guard let first = token.first, first | 0x20 == UInt8(ascii: "v"), token.count <= 8 else {
      return false
    }
    let rest = token.dropFirst()
    return rest.first?.isASCIIDigit == true
      && rest.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
  }
}
