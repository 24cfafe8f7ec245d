import FoundationEssentials
import QueryCore
import TextCanvas

/// Everything known of one query, wrapped and complete, as lines to scroll through.
///
/// ```
///   ✗ failed   qrb_3feb5ff5c71e_query_17
///   ··········━━━━━━━━━━━━✗     waited 14s, ran 1m05s
///
///   Error
///   code         QUERY_ACCOUNT_UNAVAILABLE
///   message      No permission to use account 103-221-3039
/// ```
struct QueryPage {
  private let facts: Facts
  /// Columns for text.
  private let width: Int
  /// Blank columns at the left; narrow screens have one to spare.
  private let margin: SafeText
  /// Columns of the scale at the most; beside a list it is drawn anew with each row that is looked at.
  private let scaleWidth: Int
  private(set) var lines: [StyledLine] = []
  /// The fields in their order.
  private(set) var fields: [QueryField] = []
  /// What tells the fields apart, whatever comes and goes around them.
  private(set) var ids: [String] = []
  /// The lines of each field.
  private(set) var spans: [Range<Int>] = []
  /// The first line that belongs with a field: that of its section's title where it is the first there.
  private(set) var heads: [Int] = []

  private static let labelWidth = 13

  /// - Parameters:
  ///   - width: of the page, margins and scrollbar included.
  ///   - isBeside: whether it stands beside a list, where the keys of its own view do nothing.
  init(_ view: QueryView, _ facts: Facts, width: Int, isBeside: Bool = false) {
    self.facts = facts
    margin = width < 60 ? " " : "  "
    scaleWidth = isBeside ? 24 : 48
    self.width = max(1, width - margin.width - 2)
    heading(view)
    for section in QueryFields(view, facts, isBeside: isBeside).sections { add(section) }
  }

  // MARK: The heading

  private mutating func heading(_ view: QueryView) {
    switch view.subject {
    case .child(let batch, let id):
      guard let query = facts.query(id, in: batch), let snapshot = facts.target(batch) else {
        say("This query is no longer in the batch's list.", Style(.warning))
        return
      }
      state(query.state, batch.shortName(of: id))
      scale(query, batchStart: snapshot.startedAt)
    case .target(let target):
      // Where there is a progress panel, that says it.
      guard let snapshot = facts.target(target), !QueryLayout(view, facts).hasBox else { return }
      state(snapshot.state, target.description)
    }
  }

  private mutating func state(_ state: QueryState, _ name: String) {
    var line = StyledLine(margin)
    line.add(facts.options.glyphs.glyph(state), Style(state.role, .bold))
    line.add(SafeText(" \(state.word)   "), Style(state.role, .bold))
    line.add(SafeText(name), Style(.title))
    lines.append(line)
  }

  /// Waiting, running and the end, drawn to scale since the batch began.
  private mutating func scale(_ query: BatchQuery, batchStart: Date?) {
    guard let began = query.startedAt else { return }
    let glyphs = facts.options.glyphs
    let ran = query.elapsed(at: facts.drawnAt) ?? .zero
    let waited = Duration.seconds(max(0, batchStart.map { began.timeIntervalSince($0) } ?? 0))
    let whole = max(0.001, (waited + ran) / .seconds(1))
    let isOver = query.state.isTerminal
    let time = DurationText.ran(ran, isOver: isOver)
    let words = SafeText(
      "  waited \(DurationText.short(waited)), \(isOver ? "ran" : "running for") \(time)")
    let room = max(4, min(scaleWidth, width - words.width - 2))
    let before = min(room - 1, Int((waited / .seconds(1) / whole * Double(room)).rounded()))
    var line = StyledLine(margin)
    if !glyphs.isPlain {
      let waiting = glyphs.glyph(.waiting).string
      line.add(SafeText(String(repeating: waiting, count: before)), Style(.waiting))
      let running = glyphs.isASCII ? "=" : "━"
      line.add(SafeText(String(repeating: running, count: room - before)), Style(.running))
      line.add(glyphs.glyph(query.state), Style(query.state.role, .bold))
    }
    line.add(words, Style(.muted))
    lines.append(line)
  }

  // MARK: Sections

  private mutating func add(_ section: QuerySection) {
    let head = lines.count
    if !lines.isEmpty { lines.append(StyledLine()) }
    var title = StyledLine(margin)
    title.add(SafeText(section.title), Style(.header, .bold))
    if let note = section.note { title.add(SafeText("  " + note), Style(.muted)) }
    lines.append(title)
    for (index, field) in section.fields.enumerated() {
      heads.append(index == 0 ? head : lines.count)
      let start = lines.count
      add(field)
      fields.append(field)
      let namesakes = section.fields[..<index].count { $0.label == field.label }
      ids.append("\(section.title)\u{0}\(field.label)\u{0}\(namesakes)")
      spans.append(start..<lines.count)
    }
  }

  private mutating func add(_ field: QueryField) {
    let labelled = LabelledValue(
      label: SafeText(field.label), value: field.value, sign: field.sign, note: field.note,
      style: field.style)
    let labelWidth = min(Self.labelWidth, width / 3)
    for value in labelled.lines(labelWidth: labelWidth, width: width, glyphs: facts.options.glyphs)
    {
      var line = StyledLine(margin)
      line.spans += value.spans
      lines.append(line)
    }
  }

  private mutating func say(_ text: SafeText, _ style: Style) {
    for text in text.wrapped(width: width) {
      var line = StyledLine(margin)
      line.add(text, style)
      lines.append(line)
    }
  }
}
