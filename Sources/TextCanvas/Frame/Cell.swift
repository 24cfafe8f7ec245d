import Synchronization

/// One character position of a frame: eight plain bytes, compared as one word.
package struct Cell: Hashable, Sendable {
  /// The scalar that stands here, or the number of a cluster of several (``ClusterTable``).
  private var code: UInt32
  package var style: Style
  /// Columns the glyph takes: 1 or 2; 0 marks the right half of a wide glyph.
  package var width: UInt8
  /// Makes the eighth byte one of the value's own, so that all eight are defined.
  private var rest: UInt8 = 0

  package init(_ glyph: Character, _ style: Style, width: UInt8 = 1) {
    self.init(code: Self.code(of: glyph), style, width: width)
  }

  /// A cell of one byte of ASCII.
  init(ascii byte: UInt8, _ style: Style) {
    self.init(code: UInt32(byte), style, width: 1)
  }

  private init(code: UInt32, _ style: Style, width: UInt8) {
    self.code = code
    self.style = style
    self.width = width
  }

  package static let blank = Cell(" ", .text)

  /// One grapheme cluster, already made safe; a space where nothing stands, and where a wide cluster's right half lies.
  package var glyph: Character {
    get {
      scalar.map { Character($0) } ?? ClusterTable.shared.withLock { $0.cluster(of: code) }
    }
    set { code = Self.code(of: newValue) }
  }

  /// The glyph where it is one scalar; nil for a cluster of several.
  package var scalar: Unicode.Scalar? { Unicode.Scalar(code) }

  /// The glyph where it is a visible sign of ASCII or a blank, in one column.
  package var ascii: UInt32? { width == 1 && (0x20..<0x7F).contains(code) ? code : nil }

  /// Whether the glyph is a picture and no text: an arrow, a line, a block, a mark, a graph's dots.
  var isSign: Bool {
    guard let value = scalar?.value else { return false }
    return (0x2190...0x2BFF).contains(value) || value == 0xB7
  }

  /// The same for cells that look alike on a terminal of so many colours, where signs may have colours of their own.
  package func lookKey(_ depth: ColorDepth) -> UInt32 {
    UInt32(styleBits) | (depth <= .ansi16 && isSign ? 1 << 16 : 0)
  }

  private static func code(of glyph: Character) -> UInt32 {
    // Nearly every glyph is one scalar, and the table need not be asked.
    var scalars = glyph.unicodeScalars.makeIterator()
    if let scalar = scalars.next(), scalars.next() == nil { return scalar.value }
    return ClusterTable.shared.withLock { $0.code(of: glyph) }
  }

  /// The style's two bytes as a number.
  package var styleBits: UInt16 { UInt16(truncatingIfNeeded: bits >> 32) }

  /// All of it as a number.
  private var bits: UInt64 {
    // Eight bytes without padding: two cells are the same cell exactly where these are the same.
    unsafeBitCast(self, to: UInt64.self)
  }

  package static func == (left: Cell, right: Cell) -> Bool { left.bits == right.bits }

  package func hash(into hasher: inout Hasher) { hasher.combine(bits) }
}
