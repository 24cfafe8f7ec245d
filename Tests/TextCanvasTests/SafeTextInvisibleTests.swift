import Testing
import TextCanvas

struct SafeTextInvisibleTests {
  static let invisible: [UInt32] = [
    0x61C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
    0x2069, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF, 0xAD, 0x34F,
    0x115F, 0x1160, 0x3164, 0xFFA0, 0x180B, 0x180E, 0xFFF9, 0xFFFA, 0xFFFB, 0x17B4, 0x17B5,
    0xFE00, 0xFE0E, 0xFE0F, 0xE0001, 0xE0020, 0xE0041, 0xE007F, 0xE0100, 0xE01EF, 0x1D173,
    0x1BCA0, 0x600, 0x6DD, 0x110BD,
  ]

  @Test func `the detector of hostile scalars fires on every raw invisible`() {
    #expect(Self.invisible.compactMap { Unicode.Scalar($0) }.allSatisfy(HostileScalars.isHostile))
  }

  @Test(arguments: invisible)
  func `an invisible scalar is spelled out wherever it stands`(_ code: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(code))
    let hidden = String(Character(scalar))
    var digits = String(scalar.value, radix: 16, uppercase: true)
    if scalar.value > 0xFF, digits.count == 3 { digits = "0" + digits }
    for (before, after) in [("", "b"), ("a", "b"), ("a", ""), ("é", "漢"), ("<", "ש")] {
      #expect(SafeText(before + hidden + after).string == "\(before)<\(digits)>\(after)")
    }
  }

  @Test(arguments: [0xE000, 0xF8FF, 0xF0000, 0x10FFFF, 0x378, 0x2FE0, 0xFFFE, 0xFDD0] as [UInt32])
  func `private, unassigned and noncharacters become the replacement character`(
    _ code: UInt32
  ) throws {
    let scalar = try #require(Unicode.Scalar(code))
    #expect(SafeText("a\(scalar)b").string == "a\u{FFFD}b")
  }

  @Test(
    arguments: ["שלום", "a مر b", "\u{5D1}\u{5BC}x", "٣", "ﷺ", "\u{1E900}\u{1E922}"].map {
      Sample($0)
    })
  func `right-to-left letters stand in the order they are read in`(_ sample: Sample) {
    #expect(SafeText(sample.raw).string == sample.raw)
  }

  @Test func `a bidi override cannot hide in a source line`() {
    #expect(SafeText("if admin\u{202E}⁦// x").string == "if admin<202E><2066>// x")
  }
}
