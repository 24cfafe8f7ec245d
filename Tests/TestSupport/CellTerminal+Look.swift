/// SGR.
extension CellTerminal {
  /// Takes the parameters of a sequence; false for what it does not know.
  mutating func setLook(_ text: String) -> Bool {
    var words = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)[...]
    while let word = words.popFirst() {
      if word.hasPrefix("38") || word.hasPrefix("48") {
        guard let paint = Self.paint(word, &words) else { return false }
        if word.hasPrefix("38") { look.foreground = paint } else { look.background = paint }
        continue
      }
      switch word.isEmpty ? 0 : Int(word) {
      case 0?: look = Look(drawsLines: look.drawsLines)
      case 10?: break
      case let number? where (1...9).contains(number): look.attributes.insert(number)
      case 22?: look.attributes.subtract([1, 2])
      case 25?: look.attributes.subtract([5, 6])
      case let number? where [23, 24, 27, 28, 29].contains(number):
        look.attributes.remove(number - 20)
      case let number? where (30...37).contains(number): look.foreground = .palette(number - 30)
      case let number? where (90...97).contains(number): look.foreground = .palette(number - 82)
      case let number? where (40...47).contains(number): look.background = .palette(number - 40)
      case let number? where (100...107).contains(number): look.background = .palette(number - 92)
      case 39?: look.foreground = .own
      case 49?: look.background = .own
      default: return false
      }
    }
    return true
  }

  private static func paint(_ word: String, _ words: inout ArraySlice<String>) -> Paint? {
    var numbers: [Int]
    if word.contains(":") {
      numbers = word.split(separator: ":").dropFirst().compactMap { Int($0) }
    } else {
      numbers = words.prefix(words.first == "2" ? 4 : 2).compactMap { Int($0) }
      words = words.dropFirst(numbers.count)
    }
    switch (numbers.first, numbers.count) {
    case (5, 2): return .palette(numbers[1])
    case (2, 4): return .rgb(numbers[1], numbers[2], numbers[3])
    default: return nil
    }
  }
}
