package import TextCanvas

/// Giving keys to bindings, held against the tables of all views.
extension Keymap {
  /// The names there are, as help and documentation list them.
  package static var names: [String] { KeyTables.lines.keys.sorted() }

  /// The key to tell a person of, by its binding; the binding's own name where it has none.
  func keyName(_ name: String) -> String {
    KeyTables.lines[name].flatMap { keys(of: $0).first?.name } ?? name
  }

  /// What keeps keys from being given to a binding.
  package struct Problem: Error, Hashable, Sendable {
    /// The key it is about; nil where it is about all of the binding.
    package let key: KeyPress?
    package let reason: String
  }

  /// Gives a binding these keys and no others; none takes it off the keys, and the palette alone has it.
  ///
  /// Whether they are another binding's is asked of ``conflict(of:)`` once all are given.
  ///
  /// - Parameter name: one of ``names``.
  package mutating func give(_ name: String, _ keys: [KeyPress]) throws(Problem) {
    for (index, key) in keys.enumerated() where keys[..<index].contains(key) {
      throw Problem(key: key, reason: "\(key.name) stands here twice")
    }
    let sections = KeyTables.all.filter { $0.lines.contains { $0.name == name } }
    if let typing = sections.first(where: \.isTyping) {
      if let key = keys.first(where: \.isTyped) {
        throw Problem(
          key: key,
          reason: "\(key.name) is text or moves in it \(typing.title.lowercased()): use another key"
        )
      }
    }
    if sections.contains(where: \.takesDigits), let digit = keys.first(where: \.isDigit) {
      throw Problem(
        key: digit, reason: "\(digit.name) begins a row's number in the rows: use another key")
    }
    if keys.isEmpty, let need = Self.need(of: name, in: sections) {
      throw Problem(key: nil, reason: need)
    }
    chosen[name] = keys
  }

  /// Why a binding has to have a key; nil where it may go without.
  private static func need(of name: String, in sections: [KeySection]) -> String? {
    if ["app.leave", "app.palette"].contains(name) || name.hasSuffix(".back") {
      return "\(name) has to have a key: it is a way out, or to all that has none"
    }
    return sections.contains(where: \.isTyping)
      ? "\(name) has to have a key: no palette opens while text is typed" : nil
  }

  /// Another binding that has a key given to this one, in a view that has both.
  ///
  /// - Returns: the key, and what to say of it; nil where each key means one thing everywhere.
  package func conflict(of name: String) -> Problem? {
    guard let keys = chosen[name] else { return nil }
    for section in KeyTables.all where section.lines.contains(where: { $0.name == name }) {
      for other in section.lines where other.name != name {
        guard let key = self.keys(of: other).first(where: keys.contains) else { continue }
        let advice =
          key.isFixed
          ? "which it always is: use another key"
          : "give that another key too, as in \(other.name): \(Self.free(in: section, self))"
        return Problem(
          key: key,
          reason: "\(key.name) is \(other.name) in \(section.title) (\(other.help)), \(advice)")
      }
    }
    return nil
  }

  /// A key that nothing has in a view, to be proposed.
  private static func free(in section: KeySection, _ keymap: Keymap) -> String {
    let taken = Set(section.lines.flatMap { keymap.keys(of: $0) })
    let letters = (section.isTyping ? "" : "xwbdHLQWZ").map { KeyPress.character($0) }
    let others = (5...12).map { KeyPress.function($0) }
    return (letters + others).first { !taken.contains($0) }?.name ?? "[]"
  }
}
