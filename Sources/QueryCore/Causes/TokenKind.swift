/// What a word of a message is, judged by its bytes.
enum TokenKind: Equatable {
  case word
  case number
  /// A number with a unit behind it that is neither of time nor of size, `30M`; holds how many bytes the number takes.
  case measure(digits: Int)
  /// `30s`, `174ms`, `1h02m`: a server picks the unit by the length.
  case duration
  /// `64kB`, `25.8GB`: the same of bytes.
  case size
  case id
  case date
  case time
  case email
  case url
  case text
  /// What a program calls something, within a sentence: `line_items.sku`, `sessionsPerUser`.
  case name

  /// Judges one token: letters, digits and `_`, joined by single marks.
  init(_ token: ArraySlice<UInt8>) {
    guard
      token.count >= 16 || token.contains(where: Self.isTelling) || Self.isWeekday(token)
    else {
      self = .word
      return
    }
    let shape = TokenShape(token)
    if shape.isEmail {
      self = .email
    } else if shape.digits == 0 {
      self = shape.isOpaque ? .id : Self.isWeekday(token) ? .date : .word
    } else if shape.isDate {
      self = .date
    } else if shape.isTime {
      self = .time
    } else if shape.isNumber {
      self = .number
    } else if shape.isDuration {
      self = .duration
    } else if let digits = shape.measure {
      self = shape.isSize(from: digits) ? .size : .measure(digits: digits)
    } else {
      self = shape.isName ? .word : .id
    }
  }

  var placeholder: String {
    switch self {
    case .word: ""
    case .number, .measure: "<n>"
    case .duration: "<duration>"
    case .size: "<size>"
    case .id: "<id>"
    case .date: "<date>"
    case .time: "<time>"
    case .email: "<email>"
    case .url: "<url>"
    case .text: "<text>"
    case .name: "<name>"
    }
  }

  /// Whether the byte alone makes or goes on with a token.
  ///
  /// No byte outside ASCII does: not every script has blanks.
  static func isPart(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || byte.isASCIILetter || byte == UInt8(ascii: "_")
  }

  /// `Monday` to `Sunday`: part of a date wherever a server writes one out.
  private static func isWeekday(_ token: ArraySlice<UInt8>) -> Bool {
    token.count >= 6 && token.suffix(3).elementsEqual("day".utf8)
      && weekdays.contains { token.elementsEqual($0.utf8) }
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// Whether a short token that holds the byte may be anything but a word.
  private static func isTelling(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || byte == UInt8(ascii: "@")
  }
}
