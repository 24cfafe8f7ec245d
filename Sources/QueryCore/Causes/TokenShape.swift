/// The counts by which `TokenKind` judges a token, gathered in one pass.
struct TokenShape {
  private let token: ArraySlice<UInt8>
  /// Bytes that are decimal digits.
  private(set) var digits = 0
  private var letters = 0
  private var hexLetters = 0
  private var firstLetter: Int?
  /// The lengths of the runs between marks, and the marks.
  private var runs: [Int] = [0]
  private var marks: [UInt8] = []

  init(_ token: ArraySlice<UInt8>) {
    self.token = token
    for index in token.indices { count(token[index], at: index - token.startIndex) }
  }

  private mutating func count(_ byte: UInt8, at place: Int) {
    if byte.isASCIIDigit {
      digits += 1
    } else if byte.isASCIILetter {
      letters += 1
      if firstLetter == nil { firstLetter = place }
      if byte.hexDigitValue != nil { hexLetters += 1 }
    } else if byte != UInt8(ascii: "_") {
      guard place > 0 else { return }
      marks.append(byte)
      runs.append(0)
      return
    }
    runs[runs.count - 1] += 1
  }

  var isEmail: Bool {
    marks.count { $0 == UInt8(ascii: "@") } == 1 && marks.last != UInt8(ascii: "@")
  }

  /// No digit, yet no word either: a long run of hex letters, a run longer than words are, or one that changes to upper
  /// case more often than names of several words do.
  var isOpaque: Bool {
    guard runs.count == 1, !hasUnderscore else { return false }
    return token.count > 40 || letters >= 16 && hexLetters == letters
      || letters >= 20 && humps * 4 >= letters
  }

  /// How often a capital follows a small letter.
  private var humps: Int {
    zip(token, token.dropFirst()).count { $0 & 0x20 != 0 && $1 & 0x20 == 0 }
  }

  /// `2026-10-03`, `03.10.2026`, `2026/10/03`, each with a time behind it, and `18-Nov-26`.
  var isDate: Bool {
    if runs.count == 3, marks[0] == marks[1], letters == 3, firstLetter == runs[0] + 1,
      runs[1] == 3, runs[0] <= 2, runs[2] == 2 || runs[2] == 4
    {
      return true
    }
    guard runs.count >= 3, marks[0] == marks[1], Self.dateMarks.contains(marks[0]) else {
      return false
    }
    if runs[0] == 4, runs[1] == 2, letters == 0 || isStamp { return runs[2] == 2 || isStamp }
    return letters == 0 && runs.count == 3 && runs[2] == 4 && runs[0] <= 2 && runs[1] <= 2
  }

  /// A date whose day runs into a time: `2026-10-03T12`.
  private var isStamp: Bool {
    let day = token.startIndex + 10
    return day < token.endIndex && token[day] | 0x20 == UInt8(ascii: "t") && letters <= 2
  }

  /// `12:41`, `12:41:07`, `12:41:07.123`.
  var isTime: Bool {
    letters == 0 && runs[0] <= 2 && marks.first == UInt8(ascii: ":") && runs.count <= 4
      && runs[1] == 2
  }

  /// Digits with at most one dot, commas between groups of three, and a sign.
  var isNumber: Bool {
    guard letters == 0, !hasUnderscore else { return false }
    let dots = marks.count { $0 == UInt8(ascii: ".") }
    let commas = marks.count { $0 == UInt8(ascii: ",") }
    let slashes = marks.count { $0 == UInt8(ascii: "/") }
    return dots <= 1 && dots + commas + slashes == marks.count
  }

  /// How many bytes of number stand before a unit of one or two letters; nil for anything else.
  var measure: Int? {
    guard let firstLetter, (1...2).contains(letters), !hasUnderscore else { return nil }
    guard firstLetter + letters == token.count, marks.count <= 1 else { return nil }
    guard marks.allSatisfy({ $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) else {
      return nil
    }
    return firstLetter
  }

  /// Whether what stands behind so many bytes is a unit of bytes.
  func isSize(from digits: Int) -> Bool {
    let unit = token.dropFirst(digits)
    return unit.last == UInt8(ascii: "B") && unit.count <= 2
      && (unit.count == 1 || "kKMGTP".utf8.contains(unit[unit.startIndex]))
  }

  /// Numbers with units of time behind them, each but the last whole: `30s`, `3.89s`, `1h02m`, `1m12.5s`.
  var isDuration: Bool {
    guard let first = token.first, first.isASCIIDigit, letters > 0, !hasUnderscore else {
      return false
    }
    var rest = token
    while let start = rest.first, start.isASCIIDigit {
      rest = rest.drop { $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
      let unit = rest.prefix { $0.isASCIILetter }
      guard Self.timeUnits.contains(where: { unit.elementsEqual($0.utf8) }) else { return false }
      rest = rest.dropFirst(unit.count)
    }
    return rest.isEmpty
  }

  private static let timeUnits = ["ns", "us", "ms", "s", "sec", "m", "min", "h", "d"]

  /// A short name that happens to end in a digit, as `GA4`, `S3` and `v2`: upper case but for a lone `v`.
  var isName: Bool {
    guard digits == 1, marks.isEmpty, (1...2).contains(letters), token.count == letters + 1 else {
      return false
    }
    guard let last = token.last, last.isASCIIDigit else { return false }
    let head = token.dropLast()
    return head.elementsEqual("v".utf8) || head.allSatisfy { $0 &- UInt8(ascii: "A") < 26 }
  }

  /// What programs call fields and the like: small letters joined by `_`, `net_amount`, one dot at most, `o.net_amount`; or
  /// a small letter's word with capitals inside, `sessionsPerUser`.
  static func isIdentifier(_ token: ArraySlice<UInt8>) -> Bool {
    guard let first = token.first, isSmall(first), token.count <= 64 else { return false }
    var (dots, joints, humps) = (0, 0, 0)
    for byte in token {
      switch byte {
      case UInt8(ascii: "."): dots += 1
      case UInt8(ascii: "_"): joints += 1
      case _ where isSmall(byte): break
      case _ where byte.isASCIILetter: humps += 1
      default: return false
      }
    }
    return dots <= 1 && (joints > 0) != (humps > 0)
  }

  private static func isSmall(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

  private var hasUnderscore: Bool { token.contains(UInt8(ascii: "_")) }

  private static let dateMarks = Array("-/.".utf8)
}
