import QueryCore
import TextCanvas

/// The verdict as it stands above the panels: whole where it fits the lines there are, else in its short form.
struct VerdictLines: Hashable, Sendable {
  /// What the lines are made of.
  struct Inputs: Hashable, Sendable {
    /// nil before there is anything to say.
    var verdict: Verdict?
    /// Whether it speaks of failures.
    var hasFailures: Bool
    /// Those of the area it stands in.
    var columns: Int
    /// The lines it may take.
    var most: Int
    var glyphs: GlyphSet
    /// The key that runs again what is worth it; nil where there is none.
    var rerunKey: String?
  }

  let lines: [StyledLine]
  private let inputs: Inputs

  init(_ inputs: Inputs) {
    self.inputs = inputs
    guard let verdict = inputs.verdict, inputs.most > 0 else {
      lines = []
      return
    }
    let (glyphs, most) = (inputs.glyphs, inputs.most)
    let sign = inputs.hasFailures ? glyphs.glyph(.failed) + " " : ""
    let width = max(1, inputs.columns - 2 - sign.width)
    let sentence = inputs.rerunKey.map(verdict.sentence(key:)) ?? verdict.sentence
    let ways =
      inputs.columns < 60 ? [verdict.short] : [sentence, verdict.sentence, verdict.short]
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
      line.add(text, inputs.hasFailures ? Style(.text, .bold) : Style(.muted))
      return line
    }
  }

  /// The lines made of something: these, where they are.
  func made(of inputs: Inputs) -> VerdictLines {
    inputs == self.inputs ? self : VerdictLines(inputs)
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    for (row, line) in lines.prefix(rect.height).enumerated() {
      line.draw(on: &frame, x: rect.x, y: rect.y + row, width: rect.width)
    }
  }
}
