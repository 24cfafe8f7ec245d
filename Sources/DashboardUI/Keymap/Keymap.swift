package import TextCanvas

/// The key table: the only place that knows which key does what.
///
/// Footer and help are made from it.
package struct Keymap: Hashable, Sendable {
  /// In the order of footer and help.
  package let bindings: [KeyBinding]

  package init(bindings: [KeyBinding] = Keymap.defaults) {
    self.bindings = bindings
  }

  /// What a key does in a context; nil where it does nothing.
  package func action(for key: KeyPress, in context: KeyContext) -> Action? {
    bindings.first { $0.contexts.contains(context) && $0.keys.contains(key) }?.action
  }

  /// The bindings of a context, in the table's order.
  package func bindings(in context: KeyContext) -> [KeyBinding] {
    bindings.filter { $0.contexts.contains(context) }
  }
}
