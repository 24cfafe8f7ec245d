import Testing
import TextCanvas

struct ColorTests {
  @Test(arguments: [Color.ansi(1), .indexed(200), .rgb(red: 1, green: 2, blue: 3)])
  func `without colours no colour has a place in the palette`(color: Color) {
    #expect(color.paletteIndex(for: .none) == nil)
  }

  @Test(arguments: [
    (Color.rgb(red: 255, green: 0, blue: 0), UInt8(196)),
    (.rgb(red: 0, green: 0, blue: 0), 16), (.rgb(red: 255, green: 255, blue: 255), 231),
    (.rgb(red: 95, green: 135, blue: 175), 67), (.rgb(red: 8, green: 8, blue: 8), 232),
    (.rgb(red: 128, green: 128, blue: 128), 244), (.ansi(9), 9), (.indexed(114), 114),
  ])
  func `256 colours hold the nearest of cube and greys`(color: Color, index: UInt8) {
    #expect(color.paletteIndex(for: .xterm256) == index)
  }

  @Test(arguments: [
    (Color.indexed(196), UInt8(9)), (.indexed(12), 12), (.ansi(250), 10),
    (.rgb(red: 250, green: 250, blue: 250), 15), (.rgb(red: 120, green: 125, blue: 130), 8),
    (.rgb(red: 0, green: 190, blue: 190), 6), (.indexed(232), 0),
  ])
  func `16 colours hold the nearest ANSI colour`(color: Color, index: UInt8) {
    #expect(color.paletteIndex(for: .ansi16) == index)
  }

  @Test(arguments: [
    (Color.ansi(9), UInt8(1)), (.ansi(3), 3), (.ansi(8), 7), (.indexed(8), 7), (.ansi(15), 7),
    (.indexed(114), 2), (.rgb(red: 255, green: 80, blue: 80), 1),
    (.rgb(red: 250, green: 190, blue: 40), 3), (.rgb(red: 90, green: 90, blue: 90), 7),
    (.rgb(red: 20, green: 20, blue: 20), 0),
  ])
  func `8 colours keep the hue, and greys stay readable`(color: Color, index: UInt8) {
    #expect(color.paletteIndex(for: .ansi8) == index)
  }

  @Test(arguments: [ColorDepth.ansi8, .ansi16, .xterm256])
  func `every colour has a place within the palette`(depth: ColorDepth) {
    let palette = (UInt8.min...UInt8.max).flatMap { [Color.ansi($0), .indexed($0)] }
    #expect(
      palette.allSatisfy { ($0.paletteIndex(for: depth)).map { Int($0) < depth.rawValue } ?? false }
    )
  }

  @Test func `every entry of the palette beyond the first 16 is nearest to itself`() {
    for index in UInt8(16)...255 {
      let (red, green, blue) = Color.indexed(index).components
      let color = Color.rgb(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
      let found = color.paletteIndex(for: .xterm256).map { Color.indexed($0).components }
      #expect(found.map { $0 == (red, green, blue) } ?? false)
    }
  }
}
