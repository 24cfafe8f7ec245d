/// Numbers for the pairs of colours in use, given out as they are first needed.
nonisolated package struct ColorPairs {
  /// Two numbers of colours; -1 is the terminal's own colour.
  package struct Pair: Hashable {
    package let foreground: Int32
    package let background: Int32

    package init(foreground: Int32, background: Int32) {
      self.foreground = foreground
      self.background = background
    }
  }

  private let limit: Int
  private var numbers: [Pair: Int32] = [:]

  /// - Parameter limit: How many pairs the terminal has, pair 0 included.
  package init(limit: Int) {
    self.limit = limit
  }

  /// The number of a pair, `define`d on first use; 0, the terminal's own colours, when there is no room or no success.
  package mutating func number(
    for pair: Pair, define: (_ number: Int32, _ pair: Pair) -> Bool
  ) -> Int32 {
    guard pair != Pair(foreground: -1, background: -1) else { return 0 }
    if let number = numbers[pair] { return number }
    let next = numbers.count + 1
    guard next < limit, define(Int32(next), pair) else { return 0 }
    numbers[pair] = Int32(next)
    return Int32(next)
  }
}
