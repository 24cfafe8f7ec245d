import QueryCore

/// Made-up cells.
extension SplitMix64 {
  /// Any number in JSON's grammar.
  mutating func numberText() -> String {
    var text = Bool.random(using: &self) ? "-" : ""
    let digits = Int.random(in: 0...38, using: &self)
    if digits == 0 { text += "0" } else { text += "\(Int.random(in: 1...9, using: &self))" }
    for _ in 1..<max(1, digits) { text += "\(Int.random(in: 0...9, using: &self))" }
    if Bool.random(using: &self) {
      text += "."
      for _ in 0...Int.random(in: 0...9, using: &self) {
        text += "\(Int.random(in: 0...9, using: &self))"
      }
    }
    if Int.random(in: 0..<4, using: &self) == 0 {
      let sign = ["", "+", "-"][Int.random(in: 0..<3, using: &self)]
      text += "e\(sign)\(Int.random(in: 0...400, using: &self))"
    }
    return text
  }

  /// A text with what formats stumble over.
  mutating func text() -> String {
    let parts = [
      "a", "Zz", "\"", "\\", ",", "\r\n", "\n", "\r", "\t", "\0", "\u{7F}", "\u{9B}", "é", "東京",
      "😀",
      "=", "'", " ", "long enough for more than one block", "{}", "\u{2028}",
    ]
    return (0..<Int.random(in: 0...6, using: &self)).map { _ in
      parts[Int.random(in: 0..<parts.count, using: &self)]
    }.joined()
  }
}
