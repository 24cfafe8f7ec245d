import CursesTerminal
import Testing

struct ColorPairsTests {
  private func pair(_ foreground: Int32, _ background: Int32) -> ColorPairs.Pair {
    ColorPairs.Pair(foreground: foreground, background: background)
  }

  @Test func `the terminal's own colours are pair 0 and never defined`() {
    var pairs = ColorPairs(limit: 256)
    #expect(pairs.number(for: pair(-1, -1)) { _, _ in false } == 0)
  }

  @Test func `a pair is defined once`() {
    var pairs = ColorPairs(limit: 256)
    var defined: [Int32] = []
    for _ in 0..<3 {
      _ = pairs.number(for: pair(1, -1)) { number, _ in
        defined.append(number)
        return true
      }
    }
    #expect(defined == [1])
  }

  @Test func `different pairs have different numbers`() {
    var pairs = ColorPairs(limit: 256)
    let numbers = [pair(1, -1), pair(-1, 1), pair(1, 1)].map {
      pairs.number(for: $0) { _, _ in true }
    }
    #expect(numbers == [1, 2, 3])
  }

  @Test func `beyond the terminal's pairs its own colours are used`() {
    var pairs = ColorPairs(limit: 2)
    let numbers = [pair(1, -1), pair(2, -1)].map { pairs.number(for: $0) { _, _ in true } }
    #expect(numbers == [1, 0])
  }

  @Test func `a pair the terminal refuses is drawn in its own colours`() {
    var pairs = ColorPairs(limit: 256)
    #expect(pairs.number(for: pair(1, 2)) { _, _ in false } == 0)
  }
}
