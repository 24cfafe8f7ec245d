import QueryCore
import Testing
import TextCanvas

struct DisplayWidthTests {
  @Test(
    arguments: [
      (0x61, 1), (0x301, 0), (0x6F22, 2), (0x1F600, 2), (0xFFFD, 1), (0x2800, 1), (0x1B, 0),
      (0x5E9, 1),
    ] as [(UInt32, Int)])
  func `a scalar takes the columns its East Asian Width says`(
    _ code: UInt32, _ width: Int
  ) throws {
    #expect(DisplayWidth.of(try #require(Unicode.Scalar(code))) == width)
  }

  /// Every scalar up to the end of the plane of ideographs in use, and a sample of the planes after it.
  static let sweep: [UInt32] =
    Array(0..<0x32000) + Array(0xE0000..<0xE0200)
    + Array(stride(from: 0x32000, to: 0x110000, by: 251))

  @Test func `whatever scalar comes in, nothing hostile goes out`() {
    let left = Self.sweep.compactMap { Unicode.Scalar($0) }.filter { scalar in
      !HostileScalars.found(in: SafeText(String(Character(scalar))).string).isEmpty
    }
    #expect(left.isEmpty)
  }

  @Test func `widths agree with the C library for all that is drawn`() throws {
    let library = try #require(CLibrary())
    let disagreeing = CLibrary.inUTF8 {
      Self.sweep.compactMap { Unicode.Scalar($0) }.filter { scalar in
        let drawn = SafeText(String(Character(scalar))).string.unicodeScalars
        return drawn.contains { DisplayWidth.of($0) != library.width($0) }
      }
    }
    let listed = try #require(disagreeing).map { String($0.value, radix: 16) }
    // C libraries of other Unicode versions may have moved a few.
    #expect(listed.count <= (library.version == "2.36" ? 0 : 64), "\(listed)")
  }

  @Test func `the narrowed form of any text is as wide as the C library's sum`() throws {
    let library = try #require(CLibrary())
    var generator = SplitMix64(seed: 9)
    for _ in 0..<3000 {
      let text = SafeText(SafeTextPropertyTests.text(&generator))
      let sum = CLibrary.inUTF8 {
        text.string.unicodeScalars.reduce(0) { $0 + library.width($1) }
      }
      #expect(sum == text.width)
    }
  }

  @Test func `a text is as wide as the C library's sum`() throws {
    let library = try #require(CLibrary())
    var generator = SplitMix64(seed: 8)
    for _ in 0..<3000 {
      let text = SafeText(SafeTextPropertyTests.text(&generator))
      let sum = CLibrary.inUTF8 {
        // A sign of several scalars takes two columns, whatever its parts would.
        text.clusters.reduce(0) { sum, cluster in
          SignKinds(cluster.glyph).isEmpty
            ? sum + cluster.glyph.unicodeScalars.reduce(0) { $0 + library.width($1) } : sum + 2
        }
      }
      #expect(sum == text.width)
    }
  }
}
