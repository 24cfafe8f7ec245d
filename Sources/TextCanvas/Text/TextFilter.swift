/// Turns any text into text that may be drawn, scalar by scalar.
///
/// It knows characters, not escape sequences: there is no state in which a crafted sequence could
/// leave it. What it writes passes it unchanged, so filtering twice is filtering once.
struct TextFilter {
  /// Stands for a scalar without a base, or of a width that terminals disagree about.
  static let placeholder: Unicode.Scalar = "\u{25AF}"
  static let replacement: Unicode.Scalar = "\u{FFFD}"
  /// Carries a combining mark that has nothing to stand on.
  static let dottedCircle: Unicode.Scalar = "\u{25CC}"
  static let ellipsis: Unicode.Scalar = "\u{2026}"
  /// More marks on one base than any language writes; the rest is dropped.
  static let marksABase = 4

  enum Base {
    /// Nothing a mark could stand on.
    case none
    /// A drawn scalar with this many marks.
    case marked(Int)
    /// A placeholder: its cluster's marks go with it.
    case replaced
  }

  var output = String.UnicodeScalarView()
  var bytes = 0
  var columns = 0
  var base = Base.none
  var rest: Substring.UnicodeScalarView.Iterator
  var next: Unicode.Scalar?
  /// The scalar drawn last; nil where something else stands.
  var previous: Unicode.Scalar?
  private let limit: Int
  /// The last place at which the output can be cut and still take an ellipsis.
  private var cut = (bytes: 0, columns: 0)

  private init(_ scalars: Substring.UnicodeScalarView, limit: Int) {
    rest = scalars.makeIterator()
    next = rest.next()
    self.limit = limit
  }

  /// Filters a text into at most `limit` bytes; an ellipsis ends what had to be cut.
  ///
  /// `isCut` says that the text was already shortened, so that it must end in an ellipsis.
  ///
  /// - Returns: the text, and the columns it takes.
  static func run(
    _ text: Substring, limit: Int, isCut: Bool = false
  ) -> (string: String, width: Int) {
    let input = text.cut(toBytes: limit)
    var filter = TextFilter(input.unicodeScalars, limit: limit)
    while filter.bytes <= limit, let scalar = filter.take() { filter.accept(scalar) }
    return filter.finish(isCut: isCut || input.endIndex < text.endIndex)
  }

  private mutating func finish(isCut: Bool) -> (string: String, width: Int) {
    markCut()
    guard isCut || bytes > limit else { return (String(output), columns) }
    var string = String(output)
    string = String(string.utf8.prefix(cut.bytes)) ?? ""
    string.unicodeScalars.append(Self.ellipsis)
    return (string, cut.columns + DisplayWidth.of(Self.ellipsis))
  }

  mutating func take() -> Unicode.Scalar? {
    let scalar = next
    next = rest.next()
    return scalar
  }

  private mutating func accept(_ scalar: Unicode.Scalar) {
    switch ScalarKind(scalar) {
    case .narrow:
      if !drawSign(scalar) { draw(scalar, columns: DisplayWidth.of(scalar)) }
    case .wide:
      if !drawSign(scalar) { draw(composed(scalar), columns: 2) }
    case .mark: stack(scalar)
    case .rightToLeft: draw(scalar, columns: 1)
    case .contested:
      if Self.isFlagLetter(scalar) { drawFlag(scalar) } else { replaceCluster() }
    case .unassigned:
      draw(Self.replacement, columns: DisplayWidth.of(Self.replacement))
      base = .replaced
    case .invisible:
      if scalar == "\u{20E3}" {
        stack(scalar)
      } else if !belongsToWriting(scalar) {
        spell("<\(Self.hexadecimal(scalar))>")
      }
    case .control: spellControl(scalar)
    }
  }
}

// MARK: - Writing

extension TextFilter {
  private mutating func write(_ scalar: Unicode.Scalar) {
    output.append(scalar)
    bytes += UTF8.width(scalar)
  }

  private mutating func markCut() {
    if bytes + UTF8.width(Self.ellipsis) <= limit { cut = (bytes, columns) }
  }

  mutating func draw(_ scalar: Unicode.Scalar, columns span: Int) {
    markCut()
    write(scalar)
    columns += span
    base = .marked(0)
    previous = scalar
  }

  /// Draws a sign of several scalars, in two columns.
  mutating func drawSign(_ scalars: [Unicode.Scalar]) {
    markCut()
    for scalar in scalars { write(scalar) }
    columns += 2
    base = .replaced
    previous = nil
  }

  private mutating func stack(_ mark: Unicode.Scalar) {
    switch base {
    case .none:
      draw(Self.dottedCircle, columns: 1)
      write(mark)
      base = .marked(1)
    case .marked(let count) where count < Self.marksABase:
      write(mark)
      base = .marked(count + 1)
    case .marked, .replaced: break
    }
  }

  /// Writes printable ASCII or one visible mark in the place of a scalar that must not be drawn.
  private mutating func spell(_ text: String) {
    markCut()
    for scalar in text.unicodeScalars {
      write(scalar)
      columns += DisplayWidth.of(scalar)
    }
    base = .none
    previous = nil
  }

  private mutating func spellControl(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x0D where next == "\n":
      _ = take()
      spell("\u{2424}")
    case 0x09...0x0D:
      // The control pictures stand in the order of the controls.
      if let picture = Unicode.Scalar(0x2400 + scalar.value) { spell(String(picture)) }
    case 0x85, 0x2028, 0x2029: spell("\u{2424}")
    case 0x7F: spell("^?")
    case ..<0x20:
      if let letter = Unicode.Scalar(0x40 + scalar.value) { spell("^\(letter)") }
    default: spell("<\(Self.hexadecimal(scalar))>")
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return scalar.value > 0xFF && digits.utf8.count < 4
      ? String(repeating: "0", count: 4 - digits.utf8.count) + digits : digits
  }
}
