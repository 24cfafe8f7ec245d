import ResultTables
import TextCanvas

/// A line of text being typed for the view beneath.
struct PromptView: DashboardView {
  enum Command: Hashable, Sendable {
    case accept
    case cancel
    case nextFormat
  }

  private let prompt: Prompt
  private var input: TextInput

  init(_ prompt: Prompt) {
    self.prompt = prompt
    input = TextInput(prompt.text)
  }

  static let isOverlay = true

  private static let typing: [Binding<Command>] = [
    Binding("prompt.accept", [.enter], .accept, footer: "done", "accept"),
    Binding("prompt.cancel", [.escape], .cancel, footer: "cancel", "cancel"),
  ]

  static let keyTables = [
    KeyTable("While typing", isTyping: true, typing + Binding.terminal),
    KeyTable(
      "While confirming", isTyping: true,
      [
        Binding(
          "confirm.accept", [.enter], .accept, footer: "confirm", "do it, if the word is right"),
        Binding("confirm.decline", [.escape], .cancel, footer: "do nothing", "send nothing"),
      ] + Binding.terminal),
    KeyTable(
      "While naming a file", isTyping: true,
      typing + [
        Binding(
          "prompt.nextFormat", [.tab], .nextFormat, footer: "format",
          "csv, tsv, json or ndjson for rows; ids, csv or json for a list")
      ] + Binding.terminal),
  ]

  var keys: KeyTable<Command> {
    switch prompt.purpose {
    case .exportPath, .savePath: Self.keyTables[2]
    case .confirm: Self.keyTables[1]
    case .filter, .search, .requestFile, .bodyPath: Self.keyTables[0]
    }
  }

  func title(_ facts: Facts) -> ViewTitle { ViewTitle(nil, nil) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .accept: [.close, .answer(prompt.purpose, .accepted(input.text))]
    case .cancel: [.close, .answer(prompt.purpose, .cancelled(prompt.text))]
    case .nextFormat: [.answer(prompt.purpose, .nextFormat(input.text))]
    }
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .key(let key):
      // Who leaves a filter upwards or downwards is done with it.
      if isLive, [.up, .down, .pageUp, .pageDown].contains(key) { return [.close, .press(key)] }
      guard input.press(key) else { return nil }
      return isLive ? [.answer(prompt.purpose, .changed(input.text))] : []
    case .mouse: return []
    default: return nil
    }
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {}

  /// Whether the text is applied while it is typed.
  private var isLive: Bool { prompt.purpose == .filter }

  /// The message line while this is open.
  ///
  /// - Parameter note: what the view beneath has to say of the text.
  func line(note: String?, columns: Int) -> StyledLine {
    let (title, note): (SafeText, String) =
      switch prompt.purpose {
      case .filter: ("filter: ", note ?? "")
      case .search: ("search: ", note ?? "in the rows loaded")
      case .exportPath(let format):
        ("save all rows in: ", "as \(format.rawValue), Tab changes")
      case .requestFile: ("request of the batch: ", note ?? "")
      case .bodyPath: ("save the new request in: ", "")
      case .confirm(let question):
        (SafeText(columns < 70 ? question.short : question.text), "")
      case .savePath(let question):
        (
          SafeText(columns < 70 ? "save in: " : "save \(question.what) in: "),
          "as \(question.format.rawValue)"
        )
      }
    var line = StyledLine(title, Style(.key))
    let behind = SafeText("   \(note)")
    let room = columns - title.width - behind.width - 3
    let (text, column) = input.view(width: max(8, room))
    line.add(text.prefix(column))
    let rest = text.suffix(text.width - column)
    line.add(rest.isEmpty ? " " : rest.prefix(1), Style(.text, .reverse))
    if rest.width > 1 { line.add(rest.suffix(rest.width - 1)) }
    line.add(behind, Style(.muted))
    return line
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
