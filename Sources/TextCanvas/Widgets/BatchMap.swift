/// A whole batch at a glance: one mark an item, up to eight and more a cell where there are many.
///
/// A shared cell takes the look of the worst item in it, so that one failure among thousands is
/// seen.
package struct BatchMap: Hashable, Sendable {
  /// The severity of each item: an index into `kinds`; one beyond the end counts as the worst.
  package let severities: [UInt8]
  /// From the least to the most severe.
  package let kinds: [MapKind]
  package let glyphs: GlyphSet

  package init(_ severities: [UInt8], kinds: [MapKind], glyphs: GlyphSet = .unicode) {
    self.severities = severities
    self.kinds = kinds
    self.glyphs = glyphs
  }

  /// Draws the map, the cell of the item `cursor` reversed.
  ///
  /// - Returns: which items stand where, for a cursor or a mouse.
  @discardableResult
  package func draw(on frame: inout Frame, in rect: Rect, cursor: Int? = nil) -> MapLayout {
    let layout = MapLayout(count: severities.count, rect: rect)
    guard !kinds.isEmpty, !rect.isEmpty else { return layout }
    for cell in 0..<layout.cells {
      let first = cell * layout.itemsPerCell
      let items = first..<min(severities.count, first + layout.itemsPerCell)
      let worst = items.reduce(0) { max($0, kindIndex($1)) }
      frame[rect.x + cell % rect.width, rect.y + cell / rect.width] = Cell(
        glyph(of: items, worst: kinds[worst], share: layout.itemsPerCell), kinds[worst].style)
    }
    if let cursor, let (x, y) = layout.position(of: cursor) {
      frame.restyle(Rect(x: x, y: y, width: 1, height: 1)) {
        $0.emphasis.formSymmetricDifference(.reverse)
      }
    }
    return layout
  }

  private func kindIndex(_ item: Int) -> Int { min(Int(severities[item]), kinds.count - 1) }

  private func glyph(of items: Range<Int>, worst: MapKind, share: Int) -> Character {
    if glyphs == .ascii { return worst.ascii }
    if share == 1 { return worst.glyph }
    var dots: UInt8 = 0
    for item in items where kinds[kindIndex(item)].isLit {
      dots |= Self.dots(of: item - items.lowerBound, share: share)
    }
    return dots == 0 ? "·" : BrailleCanvas.glyph(dots)
  }

  /// The dots that stand for one of `share` items: half a cell, a quarter, or one dot in reading
  /// order.
  private static func dots(of place: Int, share: Int) -> UInt8 {
    switch share {
    case 2: return place == 0 ? 0x47 : 0xB8
    case 4:
      let (x, y) = (place % 2, place / 2 * 2)
      return BrailleCanvas.bit(x, y) | BrailleCanvas.bit(x, y + 1)
    default:
      let dot = place * 8 / share
      return BrailleCanvas.bit(dot % 2, dot / 2)
    }
  }
}

/// How the marks of one severity look on a batch map.
package struct MapKind: Hashable, Sendable {
  package let style: Style
  /// What stands for one item where each has a cell of its own; one column wide.
  package let glyph: Character
  /// The same in ASCII.
  package let ascii: Character
  /// Whether its dot is set where items share a cell.
  ///
  /// What has not begun is better left unset.
  package let isLit: Bool

  package init(style: Style, glyph: Character, ascii: Character, isLit: Bool = true) {
    self.style = style
    self.glyph = glyph
    self.ascii = ascii
    self.isLit = isLit
  }
}
