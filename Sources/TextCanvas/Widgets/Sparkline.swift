/// A row of small columns, the newest value at the right.
package struct Sparkline: Hashable, Sendable {
  /// Oldest first.
  ///
  /// A value that is not finite leaves a gap.
  package let values: [Double]
  /// The value of a full column; nil takes the largest shown.
  package let ceiling: Double?
  package let glyphs: GlyphSet

  package init(_ values: [Double], ceiling: Double? = nil, glyphs: GlyphSet = .unicode) {
    self.values = values
    self.ceiling = ceiling
    self.glyphs = glyphs
  }

  /// The last `width` values as text of exactly that width.
  package func text(width: Int) -> SafeText {
    guard width > 0, !glyphs.isPlain else { return .empty }
    let shown = values.suffix(width)
    let top = ceiling ?? shown.filter(\.isFinite).max() ?? 0
    let columns = glyphs.isASCII ? Self.marks : Self.blocks
    var line = String(repeating: " ", count: width - shown.count)
    for value in shown { line += value.isFinite ? columns[Self.level(value, of: top)] : " " }
    return SafeText(unchecked: line, width: width)
  }

  /// Draws the line in the rectangle's last row.
  package func draw(on frame: inout Frame, in rect: Rect, style: Style = Style(.graph)) {
    guard !rect.isEmpty else { return }
    frame.put(
      text(width: rect.width), x: rect.x, y: rect.maxY - 1, width: rect.width, style: style)
  }

  private static let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let marks = [" ", ".", ":", "-", "=", "+", "*", "#"]

  /// 0 to 7; 0 only for what is not above zero, so that a little is never drawn as nothing.
  private static func level(_ value: Double, of top: Double) -> Int {
    guard value > 0, top > 0 else { return 0 }
    return min(7, max(1, Int(min(1, value / top) * 7 + 0.5)))
  }
}
