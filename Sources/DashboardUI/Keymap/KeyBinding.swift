package import TextCanvas

/// One line of the key table: the keys, what they do, where, and the words for footer and help.
package struct KeyBinding: Hashable, Sendable {
  /// The first is the one the footer shows.
  package let keys: [KeyPress]
  package let action: Action
  package let contexts: Set<KeyContext>
  /// One or two words for the footer; nil keeps the key out of it.
  package let label: String?
  /// A sentence for the help page.
  package let help: String

  init(
    _ keys: [KeyPress], _ action: Action, in contexts: Set<KeyContext> = KeyContext.browsing,
    label: String? = nil, help: String
  ) {
    self.keys = keys
    self.action = action
    self.contexts = contexts
    self.label = label
    self.help = help
  }
}
