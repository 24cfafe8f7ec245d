import QueryCore
import Testing
import TextCanvas

struct SafeTextPropertyTests {
  /// Pieces that meet each other badly, drawn at random.
  static let pieces: [String] = [
    "a", " ", "1", "#", "é", "e\u{301}", "\u{301}", "\u{489}", "漢", "😀", "\u{200D}", "\u{FE0F}",
    "\u{20E3}",
    "👩", "🏽", "🇫", "🇮", "❤", "\u{FE0E}", "\u{E007F}", "🏴", "\u{1B}[", "\u{9B}", "\r", "\n",
    "\u{202E}", "ש", "\u{5BC}", "\u{1112}",
    "\u{1161}",
    "\u{11A8}", "가", "क", "\u{94D}", "\u{93E}", "\u{E0041}", "\u{E000}", "\u{D4E}", "\u{E33}",
    "\u{3099}", "▯",
  ]

  static func text(_ generator: inout SplitMix64) -> String {
    let count = Int.random(in: 0...12, using: &generator)
    return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  @Test func `no combination of hostile pieces leaves a hostile scalar`() {
    var generator = SplitMix64(seed: 1)
    let left = (0..<5000).filter { _ in
      !HostileScalars.found(in: SafeText(Self.text(&generator)).string).isEmpty
    }
    #expect(left.isEmpty)
  }

  @Test func `filtering any combination twice is filtering it once`() {
    var generator = SplitMix64(seed: 2)
    for _ in 0..<5000 {
      let raw = Self.text(&generator)
      let once = SafeText(raw)
      if SafeText(once.text) != once || SafeText(once.string).string != once.string {
        Issue.record("\(raw.unicodeScalars.map(\.value))")
      }
    }
  }

  @Test func `the width is the sum of the clusters`() {
    var generator = SplitMix64(seed: 3)
    for _ in 0..<5000 {
      let text = SafeText(Self.text(&generator))
      let clusters = Array(text.clusters)
      #expect(clusters.reduce(0) { $0 + $1.width } == text.width)
      #expect(clusters.allSatisfy { (1...2).contains($0.width) })
      #expect(clusters.map { String($0.glyph) }.joined() == text.text)
    }
  }

  @Test func `joined texts are drawn as they were apart`() {
    var generator = SplitMix64(seed: 4)
    for _ in 0..<3000 {
      let joined = SafeText(Self.text(&generator)) + SafeText(Self.text(&generator))
      #expect(SafeText(joined.text) == joined)
    }
  }

  @Test func `clipping never exceeds its width and keeps a start of the text`() {
    var generator = SplitMix64(seed: 5)
    for _ in 0..<3000 {
      let text = SafeText(Self.text(&generator))
      let width = Int.random(in: -1...14, using: &generator)
      let clipped = text.clipped(to: width)
      #expect(clipped.width <= max(0, width))
      #expect(SafeText(clipped.text) == clipped)
      if clipped != text, width > 0 {
        #expect(text.text.unicodeScalars.starts(with: clipped.text.unicodeScalars.dropLast()))
      }
    }
  }

  @Test func `wrapping keeps every line within the width`() {
    var generator = SplitMix64(seed: 6)
    for _ in 0..<3000 {
      let text = SafeText(Self.text(&generator))
      let width = Int.random(in: 1...9, using: &generator)
      #expect(text.wrapped(width: width).allSatisfy { $0.width <= width })
    }
  }

  @Test func `an ASCII version is ASCII`() {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<3000 {
      let plain = SafeText(Self.text(&generator)).asciiOnly()
      #expect(plain.isASCII)
      #expect(SafeText(plain.string) == plain)
    }
  }
}
