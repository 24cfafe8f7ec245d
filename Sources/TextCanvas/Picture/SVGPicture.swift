/// A frame as an SVG document (https://www.w3.org/TR/SVG11/) that needs nothing beside itself: no font, no script, no style sheet.
///
/// Every run of letters begins at the place of its first cell and is as wide as its cells, whatever font the viewer has; a wide
/// letter, and whatever else a font may draw wider or narrower, is a run of its own.
package struct SVGPicture {
  private let frame: Frame
  private let theme: Theme
  private let depth: ColorDepth
  /// What stands for the terminal's own colours.
  private let ground: Color
  private let ink: Color

  /// Points of the picture: a cell, the line its letters stand on, the letters.
  private static let cell = (width: 9, height: 17)
  private static let baseline = 13
  private static let fontSize = 15
  private static let margin = 9

  /// - Parameters:
  ///   - depth: the colours the frame is drawn with, as on the terminal.
  ///   - background: the terminal's own; nil where nobody knows it, which is then the theme's, or black.
  package init(_ frame: Frame, theme: Theme, depth: ColorDepth, background: Color?) {
    self.frame = frame
    self.theme = theme
    self.depth = depth
    ground = background ?? theme[.text].background ?? .rgb(red: 0, green: 0, blue: 0)
    let level: UInt8 = Contrast.isLight(ground) ? 0 : 0xE5
    ink = .rgb(red: level, green: level, blue: level)
  }

  /// The document, with a title that a viewer shows and a screen reader reads.
  package func document(title: String) -> String {
    let width = frame.size.columns * Self.cell.width + 2 * Self.margin
    let height = frame.size.rows * Self.cell.height + 2 * Self.margin
    let (left, top) = (-Self.margin, -Self.margin)
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="\(left) \(top) \(width) \(height)" role="img">
      <title>\(title.escapedForXML)</title>
      <rect x="\(left)" y="\(top)" width="\(width)" height="\(height)" fill="\(ground.hex)"/>
      <g font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" \
      font-size="\(Self.fontSize)" style="font-variant-ligatures:none">

      """
    for y in 0..<frame.size.rows { out += row(y) }
    return out + "</g>\n</svg>\n"
  }

  /// How a cell looks, with no colour left to the terminal.
  private struct Look: Equatable {
    let ink: Color
    let ground: Color
    /// What is neither background nor reverse.
    let emphasis: Emphasis
  }

  private func look(of cell: Cell) -> Look {
    let resolved = ResolvedStyle(cell, theme: theme, depth: depth)
    let (front, back) = (resolved.foreground ?? ink, resolved.background ?? ground)
    let isReverse = resolved.emphasis.contains(.reverse)
    return Look(
      ink: isReverse ? back : front, ground: isReverse ? front : back,
      emphasis: resolved.emphasis.subtracting(.reverse))
  }

  /// Backgrounds first, then what stands on them.
  private func row(_ y: Int) -> String {
    var known: [UInt32: Look] = [:]
    let looks = (0..<frame.size.columns).map { x in
      let cell = frame[x, y]
      let look = known[cell.lookKey(depth)] ?? look(of: cell)
      known[cell.lookKey(depth)] = look
      return look
    }
    let top = y * Self.cell.height
    var out = ""
    for run in runs(of: looks, by: \.ground) where looks[run.lowerBound].ground != ground {
      out += Self.rect(
        run, y: top, height: Self.cell.height, color: looks[run.lowerBound].ground)
    }
    for run in runs(of: looks, by: { $0 }) where looks[run.lowerBound].emphasis.contains(.underline)
    {
      out += Self.rect(
        run, y: top + Self.baseline + 2, height: 1, color: looks[run.lowerBound].ink)
    }
    var x = 0
    while x < frame.size.columns {
      let (text, columns) = letters(at: x, y: y, looks)
      if !text.isEmpty {
        out += Self.element(
          text, x: x, y: top + Self.baseline, columns: columns, looks[x])
      }
      x += columns
    }
    return out
  }

  /// Stretches of neighbours that are alike in something.
  private func runs<Value: Equatable>(
    of looks: [Look], by value: (Look) -> Value
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for (x, look) in looks.enumerated() {
      if let last = runs.last, value(looks[last.lowerBound]) == value(look) {
        runs[runs.count - 1] = last.lowerBound..<(x + 1)
      } else {
        runs.append(x..<(x + 1))
      }
    }
    return runs
  }

  /// The letters from a cell on that are drawn in one go; none for a blank.
  private func letters(at start: Int, y: Int, _ looks: [Look]) -> (text: String, columns: Int) {
    let first = frame[start, y]
    guard first.scalar != " " else { return ("", 1) }
    guard let kind = LetterKind(first) else {
      return (String(first.glyph), max(1, Int(first.width)))
    }
    func belongs(_ x: Int) -> Bool {
      x < frame.size.columns && looks[x] == looks[start] && LetterKind(frame[x, y]) == kind
    }
    var (text, end) = (String(first.glyph), start + 1)
    while true {
      // One blank stands between words; two may not be left alone by every viewer.
      if kind == .letter, end < frame.size.columns, frame[end, y].scalar == " ", belongs(end + 1),
        looks[end] == looks[start]
      {
        text += " "
        end += 1
      }
      guard belongs(end) else { return (text, end - start) }
      text.append(frame[end, y].glyph)
      end += 1
    }
  }

  private static func rect(_ columns: Range<Int>, y: Int, height: Int, color: Color) -> String {
    """
    <rect x="\(columns.lowerBound * cell.width)" y="\(y)" width="\(columns.count * cell.width)" \
    height="\(height)" fill="\(color.hex)"/>

    """
  }

  private static func element(
    _ text: String, x: Int, y: Int, columns: Int, _ look: Look
  ) -> String {
    var attributes = "x=\"\(x * cell.width)\" y=\"\(y)\" fill=\"\(look.ink.hex)\""
    if columns > 1, text.unicodeScalars.count == columns {
      attributes += " textLength=\"\(columns * cell.width)\" lengthAdjust=\"spacingAndGlyphs\""
    }
    if look.emphasis.contains(.bold) { attributes += " font-weight=\"bold\"" }
    if look.emphasis.contains(.dim) { attributes += " fill-opacity=\"0.6\"" }
    return "<text \(attributes)>\(text.escapedForXML)</text>\n"
  }
}

/// What a font draws in one width, so that several may stand in one run.
private enum LetterKind {
  case letter
  /// Borders and bars, which have to meet.
  case line
  case braille

  /// nil for a cell that stands alone.
  init?(_ cell: Cell) {
    guard cell.width == 1, let scalar = cell.scalar else { return nil }
    switch scalar.value {
    case 0x21...0x7E, 0xA1...0xAC, 0xAE...0x2AF, 0x370...0x482, 0x48A...0x52F: self = .letter
    case 0x2500...0x259F: self = .line
    case 0x2800...0x28FF: self = .braille
    default: return nil
    }
  }
}

extension String {
  /// The text with what XML has a meaning of its own for written out (XML 1.0, 2.4), and what it forbids replaced (2.2).
  fileprivate var escapedForXML: String {
    var out = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": out.unicodeScalars.append("\u{FFFD}")
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
