import ResultTables
import TextCanvas

/// A line of text being typed for the view beneath.
struct PromptView: DashboardView {
  enum Command: Hashable, Sendable {
    case accept
    case cancel
    case nextFormat
    /// Tab in a filter.
    case complete
    /// To an older text typed before, and back to a newer one.
    case older, newer
  }

  private let prompt: Prompt
  private var input: TextInput
  /// Which of the texts typed before stands in the line; nil for a new one.
  private var pastIndex: Int?

  init(_ prompt: Prompt) {
    self.prompt = prompt
    input = TextInput(prompt.text)
  }

  static let isOverlay = true

  private static let typing: [Binding<Command>] = [
    Binding("prompt.accept", [.enter], .accept, footer: "done", "accept"),
    Binding("prompt.cancel", [.escape, .control("c")], .cancel, footer: "cancel", "cancel"),
  ]

  static let keyTables = [
    KeyTable("While typing", isTyping: true, typing + Binding.terminal),
    KeyTable(
      "While confirming", isTyping: true,
      [
        Binding(
          "confirm.accept", [.enter], .accept, footer: "confirm", "do it, if the word is right"),
        Binding(
          "confirm.decline", [.escape, .control("c")], .cancel, footer: "do nothing", "send nothing"
        ),
      ] + Binding.terminal),
    KeyTable(
      "While naming a file", isTyping: true,
      typing + [
        Binding(
          "prompt.nextFormat", [.tab], .nextFormat, footer: "format",
          "csv, tsv, json or ndjson for rows; ids, csv or json for a list")
      ] + Binding.terminal),
    KeyTable(
      "While filtering", isTyping: true,
      typing + [
        Binding(
          "prompt.complete", [.tab], .complete, footer: "complete",
          "complete the field, or a value there is in the list"),
        Binding(
          "prompt.older", [.up], .older, footer: "last filter",
          "bring back the last filter, and those before"),
        Binding(
          "prompt.newer", [.down], .newer, "the filter after it; then into the list"),
      ] + Binding.terminal),
  ]

  var keys: KeyTable<Command> {
    switch prompt.purpose {
    case .search, .requestFile, .bodyPath: Self.keyTables[0]
    case .confirm: Self.keyTables[1]
    case .exportPath, .savePath: Self.keyTables[2]
    case .filter: Self.keyTables[3]
    }
  }

  func title(_ facts: Facts) -> ViewTitle { ViewTitle(nil, nil) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .accept: [.close, .answer(prompt.purpose, .accepted(input.text))]
    case .cancel: [.close, .answer(prompt.purpose, .cancelled(prompt.text))]
    case .nextFormat: [.answer(prompt.purpose, .nextFormat(input.text))]
    case .complete:
      // In the middle of a text there is no last word.
      input.cursor == input.text.count
        ? [.answer(prompt.purpose, .completing(input.text))] : []
    case .older: recall((pastIndex ?? -1) + 1)
    case .newer: pastIndex.map { recall($0 - 1) } ?? leave(by: .down)
    }
  }

  /// Puts a text typed before into the line; before the newest the line is empty.
  private mutating func recall(_ index: Int) -> [ViewRequest] {
    guard index < prompt.past.count else { return [] }
    pastIndex = index < 0 ? nil : index
    input = TextInput(index < 0 ? "" : prompt.past[index])
    return [.answer(prompt.purpose, .changed(input.text))]
  }

  /// Who moves in the list is done with its filter.
  private func leave(by key: KeyPress) -> [ViewRequest] {
    [.close, .answer(prompt.purpose, .accepted(input.text)), .press(key)]
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .key(let key):
      if isLive, key == .pageUp || key == .pageDown { return leave(by: key) }
      guard input.press(key) else { return nil }
      return isLive ? [.answer(prompt.purpose, .changed(input.text))] : []
    case .mouse: return []
    case .pasted(let text):
      input.insert(text.line)
      return isLive ? [.answer(prompt.purpose, .changed(input.text))] : []
    default: return nil
    }
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {}

  /// Whether the text is applied while it is typed.
  private var isLive: Bool { prompt.purpose == .filter }

  /// Whether the view beneath has something to say of the text.
  private var usesNote: Bool {
    switch prompt.purpose {
    case .filter, .search, .requestFile: true
    case .exportPath, .savePath, .bodyPath, .confirm: false
    }
  }

  /// The message line while this is open; a second one where what is wrong has no room beside the text.
  ///
  /// - Parameter note: what the view beneath has to say of the text.
  func lines(note: Prompt.Note?, columns: Int) -> [StyledLine] {
    let (title, ownNote): (SafeText, String) =
      switch prompt.purpose {
      case .filter: ("filter: ", "")
      case .search: ("search: ", "in the rows loaded")
      case .exportPath(let format):
        ("save all rows in: ", "as \(format.rawValue), Tab changes")
      case .requestFile: ("request of the batch: ", "")
      case .bodyPath: ("save the new request in: ", "")
      case .confirm(let question):
        (SafeText(columns < 70 ? question.short : question.text), "")
      case .savePath(let question):
        (
          SafeText(columns < 70 ? "save in: " : "save \(question.what) in: "),
          "as \(question.format.rawValue)"
        )
      }
    let note = usesNote ? note ?? Prompt.Note(ownNote) : Prompt.Note(ownNote)
    let style = Style(note.isTrouble ? .warning : .muted)
    let behind = SafeText("   \(note.text)")
    let isBelow =
      note.troubleColumn != nil
      && title.width + SafeText(input.text).width + behind.width + 3 > columns
    let room = columns - title.width - (isBelow ? 0 : behind.width) - 3
    var line = StyledLine(title, Style(.key))
    line.spans += typed(
      width: max(8, room), troubleColumn: note.isTrouble ? note.troubleColumn : nil)
    guard isBelow else {
      line.add(behind, style)
      return [line]
    }
    return [line]
      + SafeText(note.text).wrapped(width: max(1, columns - 2)).prefix(2)
      .map { StyledLine($0, style) }
  }

  /// The text around the cursor; what is not understood in the colour of a warning.
  private func typed(width: Int, troubleColumn: Int?) -> [StyledLine.Span] {
    let (text, cursor) = input.view(width: width)
    // What has been scrolled out at the left.
    let hidden = SafeText(String(input.text.prefix(input.cursor))).width - cursor
    let good =
      troubleColumn.map { SafeText(String(input.text.prefix($0 - 1))).width - hidden } ?? text.width
    func part(_ from: Int, _ to: Int, _ style: Style) -> StyledLine.Span {
      StyledLine.Span(
        text: text.prefix(to).suffix(max(0, min(to, text.width) - from)), style: style)
    }
    var spans: [StyledLine.Span] = []
    let under = SafeText(String(input.text.dropFirst(input.cursor).prefix(1))).width
    var start = 0
    for (end, emphasis) in [
      (cursor, Emphasis()), (cursor + max(1, under), .reverse), (text.width, Emphasis()),
    ] {
      let middle = max(start, min(end, good))
      for (from, to, role) in [(start, middle, Role.text), (middle, end, .warning)] where from < to
      {
        spans.append(part(from, to, Style(role, emphasis)))
      }
      start = max(start, end)
    }
    if cursor >= text.width {
      spans.append(StyledLine.Span(text: " ", style: Style(.text, .reverse)))
    }
    return spans
  }
}

extension TextInput {
  /// Edits the line as readline does.
  ///
  /// - Returns: whether the key means anything to a line of text.
  mutating func press(_ key: KeyPress) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace: deleteBackward()
    case .delete: deleteForward()
    case .left, .control("b"): moveLeft()
    case .right, .control("f"): moveRight()
    case .home, .control("a"): moveHome()
    case .end, .control("e"): moveEnd()
    case .control("u"): deleteToStart()
    case .control("k"): deleteToEnd()
    case .control("w"): deleteWord()
    default: return false
    }
    return true
  }
}
