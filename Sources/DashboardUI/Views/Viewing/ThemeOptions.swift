/// The themes a person can choose from.
package struct ThemeOptions: Hashable, Sendable {
  /// One of them.
  package struct Theme: Hashable, Sendable {
    package let name: String
    /// What it is for, in a word or two.
    package let note: String

    package init(name: String, note: String) {
      self.name = name
      self.note = note
    }
  }

  package var list: [Theme]
  /// The name of the one in use, previews aside.
  package var current: String

  package init(list: [Theme] = [], current: String = "") {
    self.list = list
    self.current = current
  }
}
