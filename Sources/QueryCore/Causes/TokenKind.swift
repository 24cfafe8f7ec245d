/// What a word of a message is, judged by its bytes.
enum TokenKind: Equatable {
  case word
  case number
  /// A number with a unit behind it, `30s`; holds how many bytes the number takes.
  case measure(digits: Int)
  case id
  case date
  case time
  case email
  case url
  case text

  /// Judges one token: letters, digits and `_`, joined by single marks.
  init(_ token: ArraySlice<UInt8>) {
    guard token.count >= 16 || token.contains(where: Self.isTelling) else {
      self = .word
      return
    }
    let shape = TokenShape(token)
    if shape.isEmail {
      self = .email
    } else if shape.digits == 0 {
      self = shape.isOpaque ? .id : .word
    } else if shape.isDate {
      self = .date
    } else if shape.isTime {
      self = .time
    } else if shape.isNumber {
      self = .number
    } else if let digits = shape.measure {
      self = .measure(digits: digits)
    } else {
      self = shape.isName ? .word : .id
    }
  }

  var placeholder: String {
    switch self {
    case .word: ""
    case .number, .measure: "<n>"
    case .id: "<id>"
    case .date: "<date>"
    case .time: "<time>"
    case .email: "<email>"
    case .url: "<url>"
    case .text: "<text>"
    }
  }

  /// Whether the byte alone makes or goes on with a token.
  ///
  /// No byte outside ASCII does: not every script has blanks.
  static func isPart(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || byte.isASCIILetter || byte == UInt8(ascii: "_")
  }

  /// Whether a short token that holds the byte may be anything but a word.
  private static func isTelling(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || byte == UInt8(ascii: "@")
  }
}
