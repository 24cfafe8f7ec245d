import TextCanvas

extension KeyPress: ExpressibleByExtendedGraphemeClusterLiteral {
  /// A letter or sign: `"f"`.
  package init(extendedGraphemeClusterLiteral character: Character) { self = .character(character) }

  /// The key as footer and help write it.
  package var name: String {
    switch self {
    case .character(" "): "Space"
    case .control(" "): "^Space"
    case .character(let character): String(character)
    case .control(let letter): "^" + letter.uppercased()
    case .alt("\u{7F}"): "Alt-Backspace"
    case .alt(let character): "Alt-\(character)"
    case .function(let number): "F\(number)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .wordLeft: "Ctrl-Left"
    case .wordRight: "Ctrl-Right"
    case .deleteWord: "Ctrl-Del"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    }
  }
}

extension KeyPress {
  /// A key by its name as footer and help write it, in any case where it is a word; `Ctrl-x`, `Shift-Tab` and other usual
  /// names are understood as well.
  ///
  /// What terminals send as a key of its own is that key: `^M` is Enter.
  package init?(named name: String) {
    if name.count == 1, let character = name.first {
      guard !character.isControlOrBlank || character == " " else { return nil }
      self = .character(character)
      return
    }
    let word = name.lowercased()
    if let key = Self.words[word] {
      self = key
    } else if let number = Self.rest(of: word, behind: ["f"]).flatMap({ Int($0) }),
      (1...20).contains(number)
    {
      self = .function(number)
    } else if let number = Self.rest(of: word, behind: ["shift-f", "shift+f", "s-f"]).flatMap({
      Int($0)
    }), (1...8).contains(number) {
      // As terminal descriptions count them.
      self = .function(number + 12)
    } else if let key = Self.rest(of: name, behind: ["^", "ctrl-", "ctrl+", "c-"]).flatMap(
      Self.held)
    {
      self = key
    } else if let rest = Self.rest(of: name, behind: ["alt-", "alt+", "m-"]),
      let character = rest.lowercased() == "backspace" ? "\u{7F}" : Self.single(rest)
    {
      self = .alt(character)
    } else {
      return nil
    }
  }

  /// What a name of a key can be, for whoever has written none.
  package static let names =
    "a letter or sign, ^x, Alt-x, F1 to F20, Enter, Esc, Space, Tab, S-Tab, "
    + "Up, Down, Left, Right, PgUp, PgDn, Home, End, Ins, Del, Backspace, "
    + "Ctrl-Left, Ctrl-Right, Ctrl-Del"

  private static let words: [String: KeyPress] = {
    let keys: [KeyPress] = [
      " ", .enter, .escape, .backspace, .delete, .insert, .tab, .backTab, .up, .down, .left, .right,
      .pageUp, .pageDown, .home, .end, .wordLeft, .wordRight, .deleteWord,
    ]
    let own = keys.map { ($0.name.lowercased(), $0) }
    let others: [(String, KeyPress)] = [
      ("return", .enter), ("escape", .escape), ("delete", .delete), ("insert", .insert),
      ("shift-tab", .backTab), ("pageup", .pageUp), ("pagedown", .pageDown),
      ("alt-left", .wordLeft), ("alt-right", .wordRight), ("alt-del", .deleteWord),
    ]
    return Dictionary(own + others) { first, _ in first }
  }()

  private static func rest(of name: String, behind prefixes: [String]) -> String? {
    let start = prefixes.first { name.lowercased().hasPrefix($0) }
    return start.map { String(name.dropFirst($0.count)) }
  }

  private static func single(_ text: String) -> Character? {
    guard text.count == 1, let character = text.first, !character.isControlOrBlank else {
      return nil
    }
    return character
  }

  /// A letter or sign held with Control, as a terminal sends it.
  private static func held(_ text: String) -> KeyPress? {
    switch text.lowercased() {
    case "i": .tab
    case "m", "j": .enter
    case "h": .backspace
    case "[": .escape
    case "space", "@": .control(" ")
    case "/": .control("_")
    case let letter where letter.count == 1 && "abcdefghijklmnopqrstuvwxyz\\]^_".contains(letter):
      letter.first.map { .control($0) }
    default: nil
    }
  }
}

extension Character {
  /// Whether it is nothing a key types that can be shown.
  fileprivate var isControlOrBlank: Bool {
    isWhitespace || unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
  }
}
