import TestSupport
import Testing
import TextCanvas

/// The hostile strings through the filter alone.
struct SafeTextCorpusTests {
  private func texts() throws -> [String] {
    try HostileStrings().placed.map(HostileStrings.decoded)
  }

  @Test func `all of them are read`() throws {
    #expect(try texts().count == 4 * 341)
    #expect(try texts().contains("be\u{1B}[2J\u{1B}[Hgin"))
  }

  @Test func `nothing hostile is left of any`() throws {
    let left = try texts().filter { !HostileScalars.found(in: SafeText($0).string).isEmpty }
    #expect(left.isEmpty, "\(left.count)")
  }

  @Test
  func
    `what is left for a terminal that joins signs is joiners, selectors and tags of whole signs`()
    throws
  {
    for text in try texts() {
      for (glyph, width) in SafeText(text).clusters
      where !HostileScalars.found(in: String(glyph)).isEmpty {
        #expect(width == 2 && !SignKinds(glyph).isEmpty)
      }
    }
  }

  @Test func `filtering any of them twice is filtering it once`() throws {
    for text in try texts() {
      let once = SafeText(text)
      #expect(SafeText(once.text) == once)
      #expect(SafeText(once.string).string == once.string)
      #expect(SafeText(once.string).width == once.width)
    }
  }

  @Test func `none is nothing to see`() throws {
    for text in try texts() where !text.isEmpty {
      #expect(SafeText(text).width > 0)
    }
  }

  @Test func `cut to any width they stay within it`() throws {
    for text in try texts() {
      let text = SafeText(text)
      for width in [0, 1, 2, 3, 7, 20] {
        #expect(text.fitted(to: width).width == width)
        #expect(text.suffix(width).width <= width)
      }
    }
  }

  @Test func `in ASCII they are ASCII`() throws {
    for text in try texts() { #expect(SafeText(text).asciiOnly().isASCII) }
  }
}
