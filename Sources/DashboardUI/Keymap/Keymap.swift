import TextCanvas

/// The keys a person has given to bindings in place of those they have by default.
///
/// The tables of the views stay the source of what there is; this says only by which keys it is reached.
package struct Keymap: Hashable, Sendable {
  /// By the names of bindings.
  var chosen: [String: [KeyPress]] = [:]

  package init() {}

  /// Bindings with keys of a person's own.
  package var count: Int { chosen.count }

  /// The keys of a binding, the one the footer shows first.
  ///
  /// Arrows and ^C go on working whatever is chosen: nobody is ever without a way to move and a way out.
  func keys(of line: KeyLine) -> [KeyPress] {
    guard !chosen.isEmpty, let chosen = chosen[line.name] else { return line.keys }
    return chosen + line.keys.filter { $0.isFixed && !chosen.contains($0) }
  }

  /// A line with the keys it has here.
  func applied(to line: KeyLine) -> KeyLine {
    guard chosen[line.name] != nil else { return line }
    var line = line
    line.keys = keys(of: line)
    return line
  }
}

extension KeyPress {
  /// Whether it keeps its meaning whatever a person chooses.
  var isFixed: Bool {
    switch self {
    case .up, .down, .left, .right, .control("c"): true
    default: false
    }
  }

  /// Whether it begins a number.
  var isDigit: Bool {
    if case .character(let digit) = self { ("1"..."9").contains(digit) } else { false }
  }

  /// Whether it types or edits in a line of text.
  var isTyped: Bool {
    var line = TextInput()
    return line.press(self)
  }
}
