import TextCanvas

/// One line of a key table: the keys, what they do, and the words for footer, help and documentation.
struct Binding<Action: Hashable & Sendable>: Hashable, Sendable {
  /// What a key does.
  enum Act: Hashable, Sendable {
    /// Something the view does.
    case view(Action)
    /// Something the dashboard does, whatever the view.
    case app(AppCommand)
  }

  /// Name, keys and words.
  let line: KeyLine
  let act: Act

  /// A key of the view's own.
  ///
  /// - Parameters:
  ///   - name: stable, for configuration, palette and documentation: `queries.failedOnly`.
  ///   - keys: the first is the one the footer shows.
  ///   - footer: one or two words; nil keeps the key out of the footer.
  ///   - isAction: whether it has a provider do something, and so is nowhere where that is not allowed.
  ///   - help: a sentence.
  init(
    _ name: String, _ keys: [KeyPress], _ command: Action, footer: String? = nil,
    isAction: Bool = false, _ help: String
  ) {
    line = KeyLine(name: name, keys: keys, footer: footer, help: help, isAction: isAction)
    act = .view(command)
  }

  /// A key of the dashboard's, where it works in a view.
  init(
    _ name: String, _ keys: [KeyPress], app command: AppCommand, footer: String? = nil,
    _ help: String
  ) {
    line = KeyLine(name: name, keys: keys, footer: footer, help: help)
    act = .app(command)
  }
}

/// What is to be said of a binding, whatever it does.
struct KeyLine: Hashable, Sendable {
  let name: String
  /// The first is the one the footer shows; without any it is reached by the palette alone.
  var keys: [KeyPress]
  let footer: String?
  let help: String
  /// Whether it has a provider do something.
  var isAction = false
}

extension [KeyLine] {
  /// The same with the key that goes back in front, since it stops what is under way first.
  var offeringStop: [KeyLine] {
    var lines = self
    guard let place = lines.firstIndex(where: { $0.name.hasSuffix(".back") }) else { return self }
    let back = lines.remove(at: place)
    let stop = KeyLine(
      name: back.name, keys: back.keys, footer: "stop", help: "stop what is under way")
    return [stop] + lines
  }
}

/// The keys that work together, in the order of footer and help.
struct KeyTable<Action: Hashable & Sendable>: Hashable, Sendable {
  /// The heading of these keys in help and documentation.
  let title: String
  /// Whether letters are text here, and no keys.
  let isTyping: Bool
  /// Whether digits are a row's number here, and but for 0 no keys.
  let takesDigits: Bool
  let bindings: [Binding<Action>]
  /// What is to be said of each binding: looked through for each key, and so kept apart from what depends on the view.
  let lines: [KeyLine]

  init(
    _ title: String, isTyping: Bool = false, takesDigits: Bool = false,
    _ bindings: [Binding<Action>]
  ) {
    self.title = title
    self.isTyping = isTyping
    self.takesDigits = takesDigits
    self.bindings = bindings
    lines = bindings.map(\.line)
  }

  /// The binding of a key as a person has mapped it; nil where it has none.
  func binding(of key: KeyPress, _ keymap: Keymap) -> Binding<Action>? {
    lines.firstIndex { keymap.keys(of: $0).contains(key) }.map { bindings[$0] }
  }

  /// The binding of a name.
  func binding(named name: String) -> Binding<Action>? {
    lines.firstIndex { $0.name == name }.map { bindings[$0] }
  }

  /// What is to be said of these keys.
  var section: KeySection {
    KeySection(
      title: title, isTyping: isTyping, takesDigits: takesDigits, lines: lines)
  }
}

/// A key table as help and documentation show it.
struct KeySection: Hashable, Sendable {
  let title: String
  /// Whether letters are text here, and no keys.
  let isTyping: Bool
  /// Whether digits are a row's number here, and but for 0 no keys.
  var takesDigits = false
  var lines: [KeyLine]
}

extension KeySection {
  /// The same keys listed once: a section of those that work in every view, then of each view the rest.
  static func grouped(_ sections: [KeySection]) -> [KeySection] {
    let views = sections.filter { !$0.isTyping }
    let common = (views.first?.lines ?? []).filter { line in
      views.allSatisfy { $0.lines.contains(line) }
    }
    let rest = sections.map { section in
      KeySection(
        title: section.title, isTyping: section.isTyping,
        lines: section.lines.filter { !common.contains($0) })
    }
    return [KeySection(title: "Everywhere", isTyping: false, lines: common)]
      + rest.filter { !$0.lines.isEmpty }
  }
}
