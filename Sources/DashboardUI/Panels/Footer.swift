import TextCanvas

/// The bottom line: the keys that work here, made from the key table, as many as fit.
enum Footer {
  static func draw(_ state: DashboardState, on frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    var x = rect.x + 1
    let labelled = bindings(state)
    // Help and quit are the two a lost person needs: they keep their room at the right end.
    let anchored = labelled.filter { $0.action == .help || $0.action == .leave }
    let reserved = anchored.reduce(0) { $0 + width($1) }
    for binding in labelled where !anchored.contains(binding) {
      guard x + width(binding) + reserved <= rect.maxX else { continue }
      x = draw(binding, on: &frame, x: x, y: rect.y)
    }
    for binding in anchored where x + width(binding) - 2 <= rect.maxX {
      x = draw(binding, on: &frame, x: x, y: rect.y)
    }
  }

  private static func bindings(_ state: DashboardState) -> [KeyBinding] {
    state.options.keymap.bindings(in: state.context).filter { binding in
      guard binding.label != nil else { return false }
      // A first view has nothing to go back to, unless something narrows it.
      if binding.action == .back, state.context != .help { return state.stack.count > 1 }
      return true
    }
  }

  private static func width(_ binding: KeyBinding) -> Int {
    (binding.keys.first?.name.count ?? 0) + 1 + (binding.label?.count ?? 0) + 2
  }

  private static func draw(_ binding: KeyBinding, on frame: inout Frame, x: Int, y: Int) -> Int {
    var x = frame.put(SafeText(binding.keys.first?.name ?? ""), x: x, y: y, style: Style(.key))
    x = frame.put(SafeText(" " + (binding.label ?? "")), x: x, y: y, style: Style(.muted))
    return x + 2
  }
}
