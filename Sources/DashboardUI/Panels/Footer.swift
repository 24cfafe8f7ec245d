import TextCanvas

/// The bottom line: the keys that work here, made from the key table, as many as fit.
enum Footer {
  static func draw(_ state: DashboardState, on frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    var x = rect.x + 1
    let entries = bindings(state)
    // Help and quit are the two a lost person needs: they keep their room at the right end.
    let anchored = entries.filter { $0.action == .help || $0.action == .leave }
    let reserved = anchored.reduce(0) { $0 + $1.width }
    for entry in entries where entry.action != .help && entry.action != .leave {
      guard x + entry.width + reserved <= rect.maxX else { continue }
      x = entry.draw(on: &frame, x: x, y: rect.y)
    }
    for entry in anchored where x + entry.width - 2 <= rect.maxX {
      x = entry.draw(on: &frame, x: x, y: rect.y)
    }
  }

  private static func bindings(_ state: DashboardState) -> [Entry] {
    let isFirst = state.stack.count == 1 && state.context != .help
    return state.options.keymap.bindings(in: state.context).compactMap { binding in
      guard let label = binding.label, let key = binding.keys.first, binding.action != .back else {
        return nil
      }
      // What takes one out of the program at the first view takes one back at the others.
      let says = binding.action == .leave && !isFirst ? "back" : label
      return Entry(action: binding.action, key: SafeText(key.name), label: SafeText(says))
    }
  }

  /// A key and its word.
  private struct Entry {
    let action: Action
    let key: SafeText
    let label: SafeText

    /// With the two columns that keep it from the next.
    var width: Int { key.width + 1 + label.width + 2 }

    func draw(on frame: inout Frame, x: Int, y: Int) -> Int {
      let x = frame.put(key + " ", x: x, y: y, style: Style(.key))
      return frame.put(label, x: x, y: y, style: Style(.muted)) + 2
    }
  }
}
