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
  /// Whether more was pasted than the line holds; until the next key.
  private var isPasteCut = false
  /// Which of the texts typed before stands in the line; nil for a new one.
  private var pastIndex: Int?

  init(_ prompt: Prompt) {
    self.prompt = prompt
    input = TextInput(prompt.text)
  }

  static let isOverlay = true

  private static let recalling: [Binding<Command>] = [
    Binding("prompt.last", [.up], .older, "bring back the last text, and those before"),
    Binding("prompt.next", [.down], .newer, "the text after it"),
  ]

  private static let typing: [Binding<Command>] = [
    Binding("prompt.accept", [.enter], .accept, footer: "done", "accept"),
    Binding("prompt.cancel", [.escape, .control("c")], .cancel, footer: "cancel", "cancel"),
  ]

  static let keyTables = [
    KeyTable("While typing", isTyping: true, typing + recalling + Binding.typing),
    KeyTable(
      "While confirming", isTyping: true,
      [
        Binding(
          "confirm.accept", [.enter], .accept, footer: "confirm", "do it, if the word is right"),
        Binding(
          "confirm.decline", [.escape, .control("c")], .cancel, footer: "do nothing", "send nothing"
        ),
      ] + Binding.typing),
    KeyTable(
      "While naming a file", isTyping: true,
      typing + [
        Binding(
          "prompt.nextFormat", [.tab], .nextFormat, footer: "format",
          "csv, tsv, json or ndjson for rows; ids, csv or json for a list; text, ANSI or SVG for the "
            + "screen")
      ] + Binding.typing),
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
      ] + Binding.typing),
  ]

  var keys: KeyTable<Command> {
    switch prompt.purpose {
    case .search, .requestFile, .bodyPath: Self.keyTables[0]
    case .confirm: Self.keyTables[1]
    case .exportPath, .savePath, .screenPath: Self.keyTables[2]
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
    case .newer: pastIndex.map { recall($0 - 1) } ?? (isLive ? leave(by: .down) : [])
    }
  }

  /// Puts a text typed before into the line; before the newest the line is empty.
  private mutating func recall(_ index: Int) -> [ViewRequest] {
    guard index < prompt.past.count else { return [] }
    pastIndex = index < 0 ? nil : index
    input = TextInput(index < 0 ? "" : prompt.past[index])
    return isLive ? [.answer(prompt.purpose, .changed(input.text))] : []
  }

  /// Who moves in the list is done with its filter.
  private func leave(by key: KeyPress) -> [ViewRequest] {
    [.close, .answer(prompt.purpose, .accepted(input.text)), .press(key)]
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .key(let key):
      isPasteCut = false
      if isLive, key == .pageUp || key == .pageDown { return leave(by: key) }
      guard input.press(key) else { return nil }
      return isLive ? [.answer(prompt.purpose, .changed(input.text))] : []
    case .mouse: return []
    case .pasted(let text):
      isPasteCut = text.hasMore
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
    case .exportPath, .savePath, .screenPath, .bodyPath, .confirm: false
    }
  }

  private func parts(note: Prompt.Note?, columns: Int) -> Parts {
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
          "as \(question.format.word)"
        )
      case .screenPath(let question):
        (columns < 70 ? "save in: " : "save the screen in: ", "as \(question.format.word)")
      }
    return Parts(
      title: title, note: usesNote ? note ?? Prompt.Note(ownNote) : Prompt.Note(ownNote))
  }

  /// What stands before the text and behind it.
  private struct Parts {
    let title: SafeText
    let note: Prompt.Note
  }

  /// The message line while this is open; more below it where what is wrong has no room beside the text.
  ///
  /// - Parameter note: what the view beneath has to say of the text.
  /// - Returns: the lines, and the column of the first where the text is being typed.
  func lines(note: Prompt.Note?, columns: Int) -> (lines: [StyledLine], caret: Int) {
    let parts = parts(note: note, columns: columns)
    let note = isPasteCut && !parts.note.isTrouble ? Prompt.Note(PastedText.cutNote) : parts.note
    // On the smallest screens the text has its room before its title.
    let most = max(0, columns - 12)
    let title = parts.title.width <= most ? parts.title : parts.title.prefix(most)
    let style = Style(note.isTrouble ? .warning : .muted)
    let behind = SafeText("   \(note.text)")
    let isBelow =
      (note.troubleColumn != nil || isPasteCut)
      && title.width + SafeText(input.text).width + behind.width + 3 > columns
    let room = columns - title.width - 3
    let hasNote = !isBelow && room - behind.width >= 8
    let (typed, caret) = typed(
      width: max(1, hasNote ? room - behind.width : room),
      troubleColumn: note.isTrouble ? note.troubleColumn : nil)
    var line = StyledLine(title, Style(.key))
    line.spans += typed
    if hasNote { line.add(behind, style) }
    var lines = [line]
    if isBelow {
      let most = columns < 60 ? 4 : 2
      lines += SafeText(note.text).wrapped(width: max(1, columns - 2)).prefix(most)
        .map { StyledLine($0, style) }
    }
    return (lines, title.width + caret)
  }

  /// The text around the caret, what is not understood in the colour of a warning, and a column for the caret behind it.
  private func typed(width: Int, troubleColumn: Int?) -> (spans: [StyledLine.Span], caret: Int) {
    let (text, caret) = input.view(width: width)
    // What has been scrolled out at the left.
    let hidden = SafeText(String(input.text.prefix(input.cursor))).width - caret
    let good =
      troubleColumn.map { SafeText(String(input.text.prefix($0 - 1))).width - hidden } ?? text.width
    let head = text.prefix(max(0, good))
    return (
      [
        StyledLine.Span(text: head, style: .text),
        StyledLine.Span(text: text.suffix(text.width - head.width), style: Style(.warning)),
        StyledLine.Span(text: caret >= text.width ? " " : .empty, style: .text),
      ], caret
    )
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
    case .control("d"): deleteForward()
    case .control("y"): yank()
    case .control("t"): transpose()
    case .wordLeft, .alt("b"): moveWordLeft()
    case .wordRight, .alt("f"): moveWordRight()
    case .deleteWord, .alt("d"): deleteWordRight()
    case .alt("\u{7F}"): deleteWordLeft()
    default: return false
    }
    return true
  }
}
