/// What a terminal draws with: two colours and attributes, as SGR sets them (ECMA-48 8.3.117).
nonisolated struct GraphicRendition: Equatable {
  /// What letters are drawn in.
  private(set) var foreground = ColorName.own
  /// What they stand on.
  var background = ColorName.own
  /// The attributes that are on, each a bit at its number.
  private var attributes: UInt16 = 0

  private static let weights: UInt16 = 1 << 1 | 1 << 2
  /// Underline, blink, reverse and strike-through.
  private static let marks: UInt16 = 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 9

  /// The terminal's own colours and no attribute.
  init() {}

  /// Whether blanks show more of it than its background.
  var showsOnBlanks: Bool { attributes & Self.marks != 0 }

  /// Whether nothing of it but the background is seen where there are blanks.
  var hasPlainBlanks: Bool { !showsOnBlanks && !isInvisible }

  /// This on another background.
  func with(background: ColorName) -> GraphicRendition {
    var look = self
    look.background = background
    return look
  }

  /// This with as much of another as blanks show.
  func forBlanks(of other: GraphicRendition) -> GraphicRendition {
    let look = with(background: other.background)
    return other.showsOnBlanks || look.showsOnBlanks || look.isInvisible ? other : look
  }

  /// Whether letters would have the colour they stand on: a cursor that reverses a blank would be lost there.
  var isInvisible: Bool {
    !foreground.isEmpty && foreground.isSameColor(as: background)
  }
}

// MARK: - Reading

nonisolated extension GraphicRendition {
  /// Takes the parameters of an SGR sequence, what stands between `ESC [` and `m`.
  ///
  /// - Parameter entries: The entries of the palette of 256 that stand for colours told by red, green and blue.
  /// - Returns: false for what is not understood; it is then in part applied.
  mutating func apply(_ parameters: ArraySlice<UInt8>, entries: [Int32: UInt8] = [:]) -> Bool {
    var parts = SequenceParameters(parameters)
    while let part = parts.next() {
      guard part.dropFirst().first == UInt8(ascii: "8"),
        let first = part.first, first == UInt8(ascii: "3") || first == UInt8(ascii: "4")
      else {
        guard let number = Self.number(part), apply(number, part) else { return false }
        continue
      }
      guard let color = Self.color(part, followedBy: &parts, in: parameters),
        let name = Self.entry(of: color, entries)
      else { return false }
      if first == UInt8(ascii: "3") { foreground = name } else { background = name }
    }
    return true
  }

  private mutating func apply(_ number: UInt8, _ part: ArraySlice<UInt8>) -> Bool {
    switch number {
    case 0: self = GraphicRendition()
    case 1...9: attributes |= 1 << number
    // The first font; there is no other where all of these are understood.
    case 10: break
    case 22: attributes &= ~Self.weights
    case 25: attributes &= ~(1 << 5 | 1 << 6)
    case 23, 24, 27...29: attributes &= ~(1 << (number - 20))
    case 30...37, 90...97:
      guard let name = ColorName(part) else { return false }
      foreground = name
    case 40...47, 100...107:
      guard let name = ColorName(part) else { return false }
      background = name
    case 39: foreground = .own
    case 49: background = .own
    default: return false
    }
    return true
  }

  /// A colour out of the palette or by red, green and blue: `38;5;N`, `38;2;R;G;B`, or either in one part (`38:2::R:G:B`).
  private static func color(
    _ part: ArraySlice<UInt8>, followedBy parts: inout SequenceParameters,
    in parameters: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    if part.dropFirst(2).first == UInt8(ascii: ":") {
      return part.dropFirst(2).allSatisfy { (0x30...0x3A).contains($0) } ? part : nil
    }
    guard part.count == 2 else { return nil }
    let count: Int
    switch parts.next().flatMap(number) {
    case 5: count = 1
    case 2: count = 3
    default: return nil
    }
    var end = part.endIndex
    for _ in 0..<count {
      guard let value = parts.next(), number(value) != nil else { return nil }
      end = value.endIndex
    }
    return parameters[part.startIndex..<end]
  }

  /// A colour as the entry of the palette that it is, or as it was; nil where it has no name that terminals know.
  private static func entry(
    of color: ArraySlice<UInt8>, _ entries: [Int32: UInt8]
  ) -> ColorName? {
    guard !entries.isEmpty else { return ColorName(color) }
    let numbers = color.split { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") }
      .compactMap(number)
    guard numbers.count == 5, numbers[1] == 2,
      let entry = entries[numbers[2...].reduce(0) { $0 << 8 | Int32($1) }]
    else { return ColorName(color) }
    return ColorName("\(numbers[0]);5;\(entry)".utf8)
  }

  /// A number below 256; 0 where none is written.
  private static func number(_ digits: ArraySlice<UInt8>) -> UInt8? {
    var number: UInt8 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflows) = tens.addingReportingOverflow(digit - 0x30)
      guard !isTooLarge, !overflows else { return nil }
      number = sum
    }
    return number
  }
}

// MARK: - Writing

nonisolated extension GraphicRendition {
  /// The shortest sequence that makes this out of another.
  ///
  /// - Parameter endsEach: Whether one attribute or colour may be ended (22, 24, 27, 39, 49), which not all terminals know.
  func sequence(from other: GraphicRendition, endsEach: Bool) -> [UInt8] {
    let ended = other.attributes & ~attributes
    let endsColor =
      foreground.isEmpty && !other.foreground.isEmpty
      || background.isEmpty && !other.background.isEmpty
    let anew = sequence(from: nil, ending: 0)
    guard endsEach || ended == 0 && !endsColor else { return anew }
    let changes = sequence(from: other, ending: ended)
    return changes.count < anew.count ? changes : anew
  }

  /// Says what is other than in a look that was told, or everything.
  private func sequence(from told: GraphicRendition?, ending ended: UInt16) -> [UInt8] {
    var sequence: [UInt8] = [0x1B, UInt8(ascii: "[")]
    sequence.reserveCapacity(2 * ColorName.most)
    func add(_ word: some Sequence<UInt8>) {
      if sequence.count > 2 { sequence.append(UInt8(ascii: ";")) }
      sequence += word
    }
    let other = told ?? GraphicRendition()
    // Nothing at all ends everything, too.
    if told == nil, self != other { add(CollectionOfOne(0x30)) }
    // Bold and faint end together.
    if ended & Self.weights != 0 { add("22".utf8) }
    for number in UInt8(3)...9 where ended >> number & 1 == 1 {
      add([0x32, 0x30 + (number == 6 ? 5 : number)])
    }
    let left = ended & Self.weights == 0 ? other.attributes : other.attributes & ~Self.weights
    for number in UInt8(1)...9 where (attributes & ~left) >> number & 1 == 1 {
      add(CollectionOfOne(0x30 + number))
    }
    if foreground != other.foreground {
      if foreground.isEmpty { add("39".utf8) } else { add(foreground) }
    }
    if background != other.background {
      if background.isEmpty { add("49".utf8) } else { add(background) }
    }
    sequence.append(UInt8(ascii: "m"))
    return sequence
  }
}
