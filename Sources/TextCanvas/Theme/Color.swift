extension Color {
  /// The palette entry nearest to this colour on a terminal of `depth` colours; nil where there is no palette.
  ///
  /// With 8 colours a grey becomes white unless it is all but black, so that muted text on a dark screen can be read.
  package func paletteIndex(for depth: ColorDepth) -> UInt8? {
    switch depth {
    case .none, .direct: nil
    case .ansi8: nearestOf8
    case .ansi16: nearestOf16
    case .xterm256: nearestOf256
    }
  }

  /// Red, green and blue, 0 to 255, as xterm shows them; ANSI colours by xterm's defaults.
  package var components: (red: Int, green: Int, blue: Int) { components(in: .xterm) }

  /// The colour as `#rrggbb`, by xterm's values.
  package var hex: String {
    let (red, green, blue) = components
    let digits = String(red << 16 | green << 8 | blue, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The same where the terminal's first 16 colours are known.
  package func components(in table: ANSITable) -> (red: Int, green: Int, blue: Int) {
    switch self {
    case .rgb(let red, let green, let blue): (Int(red), Int(green), Int(blue))
    case .ansi(let index): table.components(of: index)
    case .indexed(let index): Self.components(ofIndex: Int(index), in: table)
    }
  }

  /// The colour nearest to this one among those of a terminal; nil where there are none.
  ///
  /// - Parameters:
  ///   - depth: how many there are.
  ///   - background: what it is to be read on; nil for whatever is there.
  ///   - contrast: how far it has to stand apart from the background. Where none does as far, the one that does farthest.
  package func nearest(
    of depth: ColorDepth, on background: Color? = nil, contrast: Double = 1
  ) -> Color? {
    guard let index = paletteIndex(for: depth) else { return depth == .none ? nil : self }
    let nearest = Self.entry(index, of: depth)
    guard let background else { return nearest }
    func isReadable(_ color: Color) -> Bool { Contrast.of(color, background) >= contrast }
    if isReadable(nearest) { return nearest }
    let palette = Self.palette(of: depth)
    let wanted = components
    func distance(_ color: Color) -> Int { Self.distance(wanted, color.components) }
    let readable = palette.filter(isReadable)
    // What has no hue does not get one: muted text would be red on some.
    let greys = isGrey ? readable.filter(\.isGrey) : []
    return (greys.isEmpty ? readable : greys).min { distance($0) < distance($1) }
      ?? palette.max { Contrast.of($0, background) < Contrast.of($1, background) }
  }

  /// The colour of a terminal's that is nearest in hue; nil where none stands apart from the background and is like it.
  func ofHue(among depth: ColorDepth, on background: Color, contrast: Double) -> Color? {
    let readable = Self.palette(of: depth).filter {
      !$0.isGrey && Contrast.of($0, background) >= contrast
    }
    let near = readable.map { (color: $0, distance: abs(Self.turn(from: hue, to: $0.hue))) }
      .filter { $0.distance <= Self.likeness }
    let nearest = near.map(\.distance).min() ?? 0
    // Of two as near the one that is seen best.
    return near.filter { $0.distance < nearest + 1 }
      .max { Contrast.of($0.color, background) < Contrast.of($1.color, background) }?.color
  }

  /// Degrees between hues that still stand for each other: of red, yellow and magenta do, green and blue do not.
  private static let likeness = 75.0

  /// Degrees from one hue to another, the shorter way round.
  private static func turn(from one: Double, to other: Double) -> Double {
    var turn = other - one
    if turn > 180 { turn -= 360 }
    if turn < -180 { turn += 360 }
    return turn
  }

  /// The hue in degrees, red at 0, green at 120, blue at 240 (as HSV has it); 0 for a grey.
  private var hue: Double {
    let parts = components
    let (red, green, blue) = (Double(parts.red), Double(parts.green), Double(parts.blue))
    let (most, least) = (max(red, green, blue), min(red, green, blue))
    guard most > least else { return 0 }
    let range = most - least
    if most == red {
      let hue = (green - blue) / range * 60
      return hue < 0 ? hue + 360 : hue
    }
    return most == green ? (blue - red) / range * 60 + 120 : (red - green) / range * 60 + 240
  }

  private var isGrey: Bool {
    let (red, green, blue) = components
    return max(red, green, blue) - min(red, green, blue) < 32
  }

  private static func entry(_ index: UInt8, of depth: ColorDepth) -> Color {
    depth > .ansi16 && index > 15 ? .indexed(index) : .ansi(index)
  }

  /// What a colour may be replaced by; the first 16 of 256 are left out, since people give them colours of their own.
  private static func palette(of depth: ColorDepth) -> [Color] {
    switch depth {
    case .none, .direct: []
    case .ansi8: (0..<8).map(Color.ansi)
    case .ansi16: (0..<16).map(Color.ansi)
    case .xterm256: (16...255).map(Color.indexed)
    }
  }

  private var nearestOf8: UInt8 {
    if case .ansi(let index) = self { return index == 8 ? 7 : index & 7 }
    if case .indexed(let index) = self, index < 16 { return index == 8 ? 7 : index & 7 }
    let (red, green, blue) = components
    let brightest = max(red, green, blue)
    guard brightest >= 64 else { return 0 }
    guard brightest - min(red, green, blue) >= 32 else { return 7 }
    // The hue decides: every part above the middle of the range is on.
    let middle = (brightest + min(red, green, blue)) / 2
    return (red > middle ? 1 : 0) | (green > middle ? 2 : 0) | (blue > middle ? 4 : 0)
  }

  private var nearestOf16: UInt8 {
    if case .ansi(let index) = self { return index & 15 }
    if case .indexed(let index) = self, index < 16 { return index }
    return UInt8(Self.nearest(to: components, among: 0...15))
  }

  private var nearestOf256: UInt8 {
    switch self {
    case .ansi(let index): index & 15
    case .indexed(let index): index
    // The first 16 are left out: people give them colours of their own.
    case .rgb: UInt8(Self.nearest(to: components, among: 16...255))
    }
  }

  private static func nearest(
    to wanted: (red: Int, green: Int, blue: Int), among indices: ClosedRange<Int>
  ) -> Int {
    var best = (index: indices.lowerBound, distance: Int.max)
    for index in indices {
      let distance = distance(wanted, components(ofIndex: index, in: .xterm))
      if distance < best.distance { best = (index, distance) }
    }
    return best.index
  }

  /// A squared distance weighted by how the eye sees reds and blues ("redmean", Thiadmer Riemersma,
  /// https://www.compuphase.com/cmetric.htm), scaled by 512.
  private static func distance(
    _ left: (red: Int, green: Int, blue: Int), _ right: (red: Int, green: Int, blue: Int)
  ) -> Int {
    let meanTwice = left.red + right.red
    let red = left.red - right.red
    let green = left.green - right.green
    let blue = left.blue - right.blue
    return (1024 + meanTwice) * red * red + 2048 * green * green
      + (1534 - meanTwice) * blue * blue
  }

  private static func components(
    ofIndex index: Int, in table: ANSITable
  ) -> (red: Int, green: Int, blue: Int) {
    if index < 16 { return table.components(of: UInt8(index)) }
    if index >= 232 {
      let level = 8 + 10 * (index - 232)
      return (level, level, level)
    }
    let cube = index - 16
    return (cubeLevels[cube / 36], cubeLevels[cube / 6 % 6], cubeLevels[cube % 6])
  }

  private static let cubeLevels = [0, 95, 135, 175, 215, 255]
}

/// A colour as a theme may name it.
///
/// What a terminal cannot show is mapped to the nearest it can.
package enum Color: Hashable, Sendable {
  /// One of the 16 ANSI colours, 0 to 15.
  case ansi(UInt8)
  /// One of the 256 xterm colours.
  case indexed(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How many colours a terminal shows.
package enum ColorDepth: Int, Hashable, Sendable, Comparable {
  case none = 0
  case ansi8 = 8
  case ansi16 = 16
  case xterm256 = 256
  /// Any colour by its red, green and blue.
  case direct = 16_777_216

  package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}
