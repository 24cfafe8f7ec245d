package import TextCanvas

/// The numbers by which ncurses is told of colours.
///
/// Where a terminal shows every colour but its description knows 256 (most do), an entry of the palette that nobody uses stands
/// for a colour, and the colour takes its place in the bytes ncurses has written: see ``Swift/Array/replaceColors(_:)``.
nonisolated package struct ColorNumbers {
  /// How colours are told.
  package enum Way: Hashable, Sendable {
    /// By their place in the palette.
    case palette
    /// By red, green and blue in one number, but for the first eight (the capability `RGB`).
    case direct
    /// By a place in the palette that the colour is put in for afterwards.
    case standIns
  }

  private let way: Way
  /// What each entry of the palette is used for.
  private var used: [UInt8: Color] = [:]
  /// The entries of the palette that colours told by red, green and blue are, for those that are entries.
  package private(set) var entries: [Int32: UInt8] = [:]

  package init(_ way: Way) {
    self.way = way
  }

  /// The colours to be put in for entries of the palette.
  package var standIns: [UInt8: Color] {
    used.filter { index, color in color != .indexed(index) }
  }

  /// Forgets which entries stand for colours.
  package mutating func reset() {
    used = [:]
    entries = [:]
  }

  /// The number of a colour; -1 for the terminal's own.
  package mutating func number(of color: Color?) -> Int32 {
    guard let color else { return -1 }
    switch way {
    case .palette: return Int32(color.paletteIndex(for: .xterm256) ?? 0)
    case .direct:
      let number = Self.direct(color)
      if case .indexed(let index) = color { entries[number] = index }
      return number
    case .standIns:
      if case .ansi(let index) = color { return Int32(index & 15) }
      if case .indexed(let index) = color, index < 16 { return Int32(index) }
      return Int32(entry(for: color))
    }
  }

  private static func direct(_ color: Color) -> Int32 {
    if case .ansi(let index) = color, index < 8 { return Int32(index) }
    let (red, green, blue) = color.components
    // The numbers below eight are taken: that much blue on black is not seen.
    return Int32(max(8, red << 16 | green << 8 | blue))
  }

  /// The nearest entry that is free, so that little is lost where it should not be replaced.
  private mutating func entry(for color: Color) -> UInt8 {
    if let known = used.first(where: { $0.value == color }) { return known.key }
    let nearest = color.paletteIndex(for: .xterm256) ?? 16
    let free = ([nearest] + (16...255)).first { used[$0] == nil } ?? nearest
    used[free] = color
    return free
  }
}

extension [UInt8] {
  /// Puts colours in for entries of the 256-colour palette: `38;5;N` becomes `38;2;R;G;B`.
  ///
  /// Only ncurses writes control sequences into a frame, and it writes a colour in one of its own.
  nonisolated package mutating func replaceColors(_ colors: [UInt8: Color]) {
    guard !colors.isEmpty else { return }
    var out: [UInt8] = []
    out.reserveCapacity(count + count / 4)
    var rest = self[...]
    while let start = rest.firstIndex(of: 0x1B) {
      out += rest[..<start]
      rest = rest[start...]
      if let (sequence, length) = rest.replacement(colors) {
        out += sequence
        rest = rest.dropFirst(length)
      } else {
        out.append(0x1B)
        rest = rest.dropFirst()
      }
    }
    self = out + rest
  }
}

extension ArraySlice<UInt8> {
  /// What stands in for the colour sequence at its start, and how long that is; nil where there is none to be replaced.
  nonisolated fileprivate func replacement(
    _ colors: [UInt8: Color]
  ) -> (sequence: [UInt8], length: Int)? {
    let head = Array(prefix(7))
    guard head.count == 7, head[1] == UInt8(ascii: "["), head[3] == UInt8(ascii: "8"),
      head[2] == UInt8(ascii: "3") || head[2] == UInt8(ascii: "4"),
      head[4] == head[6], head[4] == UInt8(ascii: ";") || head[4] == UInt8(ascii: ":"),
      head[5] == UInt8(ascii: "5")
    else { return nil }
    let digits = dropFirst(7).prefix(4).prefix { (0x30...0x39).contains($0) }
    guard let end = dropFirst(7 + digits.count).first, end == UInt8(ascii: "m"),
      let index = UInt8(String(decoding: digits, as: UTF8.self)), let color = colors[index]
    else { return nil }
    let (red, green, blue) = color.components
    return (
      head.prefix(4) + Array(";2;\(red);\(green);\(blue)m".utf8), 8 + digits.count
    )
  }
}
