import QueryCore
import TextCanvas

/// The verdict as it stands above the panels: whole where it fits the lines there are, else in its short form.
struct VerdictLines: Hashable, Sendable {
  let lines: [StyledLine]

  /// - Parameters:
  ///   - verdict: nil before there is anything to say.
  ///   - hasFailures: whether it speaks of failures.
  ///   - columns: of the area it stands in.
  ///   - most: the lines it may take.
  ///   - rerunKey: the key that runs again what is worth it; nil where there is none.
  init(
    _ verdict: Verdict?, hasFailures: Bool, columns: Int, most: Int, glyphs: GlyphSet,
    rerunKey: String? = nil
  ) {
    guard let verdict, most > 0 else {
      lines = []
      return
    }
    let sign = hasFailures ? glyphs.glyph(.failed) + " " : ""
    let width = max(1, columns - 2 - sign.width)
    let sentence = rerunKey.map(verdict.sentence(key:)) ?? verdict.sentence
    let ways =
      columns < 60 ? [verdict.short] : [sentence, verdict.sentence, verdict.short]
    // The short form begins with the sign that stands there already.
    let texts = ways.lazy.map { way in
      SafeText(way.first == "✗" ? String(way.dropFirst()) : way).adapted(to: glyphs)
        .wrapped(width: width)
    }
    var shown = texts.first { $0.count <= most } ?? texts.last ?? []
    if shown.count > most {
      // What does not fit is cut where everybody sees it.
      let rest = shown[(most - 1)...].reduce(SafeText.empty) { $0 + $1 + " " }
      shown = shown.prefix(most - 1) + [rest.clipped(to: width, ellipsis: glyphs.ellipsis)]
    }
    lines = shown.enumerated().map { row, text in
      var line = StyledLine(" ")
      line.add(row == 0 ? sign : .repeating(" ", count: sign.width), Style(.failed, .bold))
      line.add(text, hasFailures ? Style(.text, .bold) : Style(.muted))
      return line
    }
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    for (row, line) in lines.prefix(rect.height).enumerated() {
      line.draw(on: &frame, x: rect.x, y: rect.y + row, width: rect.width)
    }
  }
}
