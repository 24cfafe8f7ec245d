/// What a failure's code says in words, such as `QUOTA` in `DAILY_QUOTA_USED`, whatever its case.
///
/// Words are looked for by their bytes: this is done for each failure and, while a batch runs, for each poll.
struct CodeWords {
  private let bytes: [UInt8]

  init(_ code: String) { bytes = Array(code.uppercased().utf8) }

  /// Whether a word of capitals stands anywhere in it.
  func holds(_ word: String) -> Bool {
    let word = word.utf8
    guard let first = word.first, word.count <= bytes.count else { return false }
    return (0...bytes.count - word.count).contains { start in
      bytes[start] == first && bytes[start...].starts(with: word)
    }
  }
}
