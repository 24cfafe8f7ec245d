import TextCanvas

/// A label and its value, wrapped under itself; on a narrow page a value of several lines stands under its label instead, and
/// has the whole width.
///
/// ```
/// message  No permission to use      message
///          account 103-221-3039        No permission to use account
///                                      103-221-3039
/// ```
struct LabelledValue {
  let label: SafeText
  let value: String
  /// Stands before each line of the value.
  var sign: SafeText?
  /// Stands behind the value, on a line of its own where there is no room.
  var note: String?
  var style = Style.text

  /// Columns of a page below which a long value stands under its label: such pages are those of screens below 50.
  private static let narrow = 47
  private static let indent = 2

  /// Whether a page of this width has long values under their labels.
  static func isNarrow(_ width: Int) -> Bool { width < narrow }

  /// - Parameters:
  ///   - labelWidth: columns kept for labels, the gap behind them included.
  ///   - width: of the page.
  func lines(labelWidth: Int, width: Int, glyphs: GlyphSet) -> [StyledLine] {
    let beside = values(width: max(1, width - labelWidth), glyphs)
    let isUnder = Self.isNarrow(width) && beside.count > 1
    let values = isUnder ? values(width: max(1, width - Self.indent), glyphs) : beside
    var name = label.clipped(to: labelWidth - 1, ellipsis: glyphs.ellipsis).padded(to: labelWidth)
    var lines: [StyledLine] = []
    if isUnder {
      lines.append(StyledLine(label.clipped(to: width, ellipsis: glyphs.ellipsis), Style(.muted)))
      name = SafeText("").padded(to: Self.indent)
    }
    for value in values {
      var line = StyledLine(name, Style(.muted))
      line.spans += value.spans
      lines.append(line)
      name = SafeText("").padded(to: name.width)
    }
    return lines
  }

  private func values(width: Int, _ glyphs: GlyphSet) -> [StyledLine] {
    var lines: [StyledLine] = []
    for paragraph in SafeText.paragraphs(value) {
      for text in paragraph.adapted(to: glyphs).wrapped(width: max(1, width - (sign?.width ?? 0))) {
        var line = StyledLine()
        if let sign { line.add(sign, style) }
        line.add(text, style)
        lines.append(line)
      }
    }
    guard let note else { return lines }
    let behind = SafeText("  " + note).adapted(to: glyphs)
    if let last = lines.indices.last, lines[last].width + behind.width <= width {
      lines[last].add(behind, Style(.muted))
    } else {
      lines += SafeText(note).adapted(to: glyphs).wrapped(width: width).map {
        StyledLine($0, Style(.muted))
      }
    }
    return lines
  }
}
