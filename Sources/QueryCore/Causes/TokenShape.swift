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

  /// No digit, yet no word either: a long run of hex letters, or a run longer than words are.
  var isOpaque: Bool {
    runs.count == 1
      && (token.count > 40 && !hasUnderscore || letters >= 16 && hexLetters == letters)
  }

  /// `2026-10-03`, `03.10.2026`, `2026/10/03`, and each with a time behind it.
  var isDate: Bool {
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

  /// A short name that happens to end in a digit, as `GA4`, `S3` and `v2`: upper case but for a lone `v`.
  var isName: Bool {
    guard digits == 1, marks.isEmpty, (1...2).contains(letters), token.count == letters + 1 else {
      return false
    }
    guard let last = token.last, last.isASCIIDigit else { return false }
    let head = token.dropLast()
    return head.elementsEqual("v".utf8) || head.allSatisfy { $0 &- UInt8(ascii: "A") < 26 }
  }

  private var hasUnderscore: Bool { token.contains(UInt8(ascii: "_")) }

  private static let dateMarks = Array("-/.".utf8)
}
