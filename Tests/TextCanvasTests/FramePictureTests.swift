import Testing
import TextCanvas

/// A frame as what a file holds: text, text with colours, SVG.
struct FramePictureTests {
  private let theme = Theme(
    name: "test",
    paints: [
      .text: Paint(foreground: .rgb(red: 220, green: 220, blue: 220), background: .indexed(234)),
      .failed: Paint(foreground: .rgb(red: 255, green: 96, blue: 96), emphasis: .bold, mono: .bold),
      .muted: Paint(foreground: .indexed(245), mono: .dim),
      .selection: Paint(foreground: .indexed(255), background: .indexed(24), mono: .reverse),
    ])
  private let bare = Theme(
    name: "bare", paints: [.failed: Paint(foreground: .ansi(9), mono: .underline)])

  /// Letters of one column and two, a sign of several scalars, what XML and terminals have a meaning for, and letters written from right to left.
  private var frame: Frame {
    var frame = Frame(size: Size(columns: 16, rows: 4))
    frame.put("a漢<&>b", x: 0, y: 0)
    frame.put("✗ failed", x: 0, y: 1, style: Style(.failed, .selected))
    frame.put(SafeText("👩‍🚀é\u{1B}[31m"), x: 0, y: 2, style: Style(.muted))
    frame.put("─╮ אב", x: 3, y: 3, style: Style(.muted))
    return frame
  }

  // MARK: Text

  @Test func `text has no blanks at the ends, and signs in the form every terminal draws`() {
    #expect(frame.plainLines == ["a漢<&>b", "✗ failed", "👩é^[[31m", "   ─╮ אב"])
  }

  @Test func `text takes the columns it takes on the screen`() {
    for (y, line) in frame.plainLines.enumerated() {
      let last = (0..<16).last { frame[$0, y].glyph != " " || frame[$0, y].width == 0 } ?? 0
      #expect(SafeText(line).width == last + 1, "row \(y)")
    }
  }

  // MARK: Colours

  @Test func `colours are set before what has them, and each row ends with the terminal's own`() {
    var frame = Frame(size: Size(columns: 12, rows: 1))
    let end = frame.put("no: ", x: 0, y: 0)
    frame.put("✗ failed", x: end, y: 0, style: Style(.failed))
    #expect(
      frame.coloredLines(theme: bare, depth: .ansi16) == ["no: \u{1B}[0;91m✗ failed\u{1B}[0m"])
  }

  @Test func `a background goes to the end of the row`() {
    let line = frame.coloredLines(theme: theme, depth: .xterm256)[0]
    #expect(line.hasSuffix("b" + String(repeating: " ", count: 9) + "\u{1B}[0m"))
  }

  @Test func `without colours there is nothing but attributes`() {
    let lines = frame.coloredLines(theme: theme, depth: .none)
    #expect(lines[0] == "a漢<&>b")
    #expect(lines[1] == "\u{1B}[0;1;7m✗ failed\u{1B}[0m")
  }

  @Test(arguments: [ColorDepth.none, .ansi8, .ansi16, .xterm256, .direct])
  func `a terminal that reads it back shows the same cells in the same colours`(depth: ColorDepth) {
    for (y, line) in frame.coloredLines(theme: theme, depth: depth).enumerated() {
      var terminal = ColorReader()
      terminal.read(line)
      #expect(terminal.looks.count <= 16, "row \(y) is too long")
      #expect(terminal.current == ["0"], "row \(y) leaves colours behind")
      for x in 0..<16 {
        let style = ResolvedStyle(frame[x, y].style, theme: theme, depth: depth)
        let isShown = style.background != nil || style.emphasis.contains(.reverse)
        guard x < terminal.looks.count else {
          #expect(!isShown && frame[x, y].glyph == " ", "row \(y), column \(x)")
          continue
        }
        #expect(terminal.looks[x] == style.parameters, "row \(y), column \(x)")
      }
    }
  }

  // MARK: SVG

  private func document(_ depth: ColorDepth = .direct, background: Color? = nil) -> String {
    SVGPicture(frame, theme: theme, depth: depth, background: background).document(title: "a < b")
  }

  @Test func `a run of letters has the place and the width of its cells`() {
    let lines = document().split(separator: "\n").map(String.init)
    let text = "fill=\"#dcdcdc\""
    #expect(
      lines[4...7] == [
        "<text x=\"0\" y=\"13\" \(text)>a</text>",
        "<text x=\"9\" y=\"13\" \(text)>漢</text>",
        "<text x=\"27\" y=\"13\" \(text) textLength=\"36\" lengthAdjust=\"spacingAndGlyphs\">&lt;&amp;&gt;b</text>",
        "<rect x=\"0\" y=\"17\" width=\"72\" height=\"17\" fill=\"#005f87\"/>",
      ])
  }

  @Test func `letters from right to left stand each in its own cell`() {
    #expect(document().contains("<text x=\"54\" y=\"64\" fill=\"#8a8a8a\">א</text>"))
    #expect(document().contains("<text x=\"63\" y=\"64\" fill=\"#8a8a8a\">ב</text>"))
  }

  @Test func `a sign of several scalars is whole`() {
    #expect(document().contains(">👩‍🚀</text>"))
  }

  @Test func `the title and the text hold no mark of XML's`() {
    #expect(document().contains("<title>a &lt; b</title>"))
    #expect(!document().contains("<&>"))
  }

  @Test func `where the theme leaves colours to the terminal its background decides`() {
    func picture(on background: Color?) -> String {
      SVGPicture(frame, theme: bare, depth: .direct, background: background).document(title: "")
    }
    #expect(picture(on: nil).contains("fill=\"#000000\"/>"))
    #expect(picture(on: nil).contains("fill=\"#e5e5e5\">a</text>"))
    let light = picture(on: .rgb(red: 253, green: 246, blue: 227))
    #expect(light.contains("fill=\"#fdf6e3\"/>") && light.contains("fill=\"#000000\">a</text>"))
  }

  @Test func `without colours a selected row is reversed`() {
    #expect(document(.none).contains("fill=\"#1c1c1c\" font-weight=\"bold\">✗</text>"))
  }

  @Test func `every mark is closed, in any frame`() {
    for line in document().split(separator: "\n").dropFirst(4) {
      let isElement = line.hasPrefix("<text ") && line.hasSuffix("</text>")
      #expect(isElement || line.hasPrefix("<rect ") && line.hasSuffix("/>") || line.hasPrefix("</"))
    }
  }
}

/// What a terminal makes of text with colours: for each column the parameters that are in force.
private struct ColorReader {
  private(set) var looks: [[String]] = []
  private(set) var current = ["0"]

  mutating func read(_ line: String) {
    var rest = line[...]
    while let first = rest.first {
      if first == "\u{1B}" {
        guard let end = rest.firstIndex(of: "m"), rest.dropFirst().first == "[" else {
          Issue.record("a control sequence that is no colour")
          return
        }
        current = rest[rest.index(rest.startIndex, offsetBy: 2)..<end].split(separator: ";").map(
          String.init)
        rest = rest[rest.index(after: end)...]
      } else {
        let width = DisplayWidth.of(first)
        looks += Array(repeating: current, count: width)
        rest = rest.dropFirst()
      }
    }
  }
}

extension ResolvedStyle {
  /// What SGR (ECMA-48 8.3.117) calls it.
  fileprivate var parameters: [String] {
    func words(_ color: Color?, _ base: Int) -> [String] {
      switch color {
      case nil: []
      case .ansi(let index): [String(index < 8 ? base + Int(index) : base + 52 + Int(index))]
      case .indexed(let index): [String(base + 8), "5", String(index)]
      case .rgb(let red, let green, let blue):
        [String(base + 8), "2", String(red), String(green), String(blue)]
      }
    }
    let attributes = [(Emphasis.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7")]
    return ["0"] + attributes.filter { emphasis.contains($0.0) }.map(\.1)
      + words(foreground, 30) + words(background, 40)
  }
}
