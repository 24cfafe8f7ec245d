import TextCanvas

/// The bottom line: the keys that work here, made from the key table, as many as fit.
enum Footer {
  /// - Parameter isFirst: whether the view is the one `q` quits from.
  static func draw(_ lines: [KeyLine], isFirst: Bool, on frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    var x = rect.x + 1
    let entries = lines.compactMap { Entry($0, isFirst: isFirst) }
    // Help and quit are the two a lost person needs: they keep their room at the right end.
    let anchored = entries.filter(\.isAnchored)
    let reserved = anchored.reduce(0) { $0 + $1.width }
    for entry in entries where !entry.isAnchored {
      guard x + entry.width + reserved <= rect.maxX else { continue }
      x = entry.draw(on: &frame, x: x, y: rect.y)
    }
    for entry in anchored where x + entry.width - 2 <= rect.maxX {
      x = entry.draw(on: &frame, x: x, y: rect.y)
    }
  }

  /// A key and its word.
  private struct Entry {
    let isAnchored: Bool
    let key: SafeText
    let word: SafeText

    init?(_ line: KeyLine, isFirst: Bool) {
      guard let word = line.footer, let key = line.keys.first else { return nil }
      isAnchored = ["app.help", "app.leave"].contains(line.name)
      self.key = SafeText(key.name)
      // What takes one out of the program at the first view takes one back at the others.
      self.word = line.name == "app.leave" && !isFirst ? "back" : SafeText(word)
    }

    /// With the two columns that keep it from the next.
    var width: Int { key.width + 1 + word.width + 2 }

    func draw(on frame: inout Frame, x: Int, y: Int) -> Int {
      let x = frame.put(key + " ", x: x, y: y, style: Style(.key))
      return frame.put(word, x: x, y: y, style: Style(.muted)) + 2
    }
  }
}
