import TextCanvas

/// The bottom line: the keys that work here, made from the key table, as many as fit.
struct Footer {
  /// What it is drawn from, and what is offered with it: the same view with the same keys offers the same.
  struct Inputs: Hashable, Sendable {
    let view: ObjectIdentifier
    /// The heading of the view's keys that work now.
    let keys: String
    let choice: FooterChoice
    let allowsActions: Bool
    let hasWork: Bool
    let isFirst: Bool
    let keymap: Keymap
  }

  /// What is shown, each with its first column.
  private let placed: [(entry: Entry, x: Int)]
  private let y: Int

  /// - Parameter isFirst: whether the view is the one `q` quits from.
  init(_ lines: [KeyLine], isFirst: Bool, in rect: Rect) {
    y = rect.y
    guard !rect.isEmpty else {
      placed = []
      return
    }
    var x = rect.x + 1
    var placed: [(Entry, Int)] = []
    let entries = lines.compactMap { Entry($0, isFirst: isFirst) }
    // Help and quit are the two a lost person needs: they keep their room at the right end.
    let anchored = entries.filter(\.isAnchored)
    let reserved = anchored.reduce(0) { $0 + $1.width }
    for entry in entries where !entry.isAnchored {
      guard x + entry.width + reserved <= rect.maxX else { continue }
      placed.append((entry, x))
      x += entry.width
    }
    for entry in anchored where x + entry.width - 2 <= rect.maxX {
      placed.append((entry, x))
      x += entry.width
    }
    self.placed = placed
  }

  func draw(on frame: inout Frame) {
    for (entry, x) in placed {
      let x = frame.put(entry.name + " ", x: x, y: y, style: Style(.key))
      frame.put(entry.word, x: x, y: y, style: Style(.muted))
    }
  }

  /// The key whose name or word stands in a column; nil for none.
  func key(atX column: Int) -> KeyPress? {
    placed.first { $0.x <= column && column < $0.x + $0.entry.width - 2 }?.entry.key
  }

  /// A key and its word.
  private struct Entry {
    let isAnchored: Bool
    let key: KeyPress
    let name: SafeText
    let word: SafeText

    init?(_ line: KeyLine, isFirst: Bool) {
      guard let word = line.footer, let key = line.keys.first else { return nil }
      isAnchored = ["app.help", "app.leave"].contains(line.name)
      self.key = key
      name = SafeText(key.name)
      // What takes one out of the program at the first view takes one back at the others.
      self.word = line.name == "app.leave" && !isFirst ? "back" : SafeText(word)
    }

    /// With the two columns that keep it from the next.
    var width: Int { name.width + 1 + word.width + 2 }
  }
}
