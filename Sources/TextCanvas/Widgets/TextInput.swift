/// A line being typed: what stands in it and where the cursor is.
package struct TextInput: Hashable, Sendable {
  /// The most characters it takes; what is typed beyond is dropped.
  package static let longest = 256

  private var characters: [Character]
  /// What was deleted last but by Backspace and Delete: ``yank()`` puts it back.
  private var killed: [Character] = []
  /// Characters before the cursor, 0 to the line's length.
  package private(set) var cursor: Int

  /// Starts with a text and the cursor behind it.
  ///
  /// Controls in it are left out.
  package init(_ text: String = "") {
    characters = []
    cursor = 0
    insert(text)
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// Types at the cursor.
  ///
  /// Controls, line breaks among them, are left out, so that a paste stays one line.
  package mutating func insert(_ text: String) {
    // Clusters past the room left are not even looked at: a paste may be long.
    let typed = text.prefix(Self.longest).filter { character in
      !character.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
    }
    let fitting = typed.prefix(Self.longest - characters.count)
    let before = String(characters[..<cursor]) + fitting
    // A typed mark joins the character before it, so the line is split anew.
    characters = Array(before + String(characters[cursor...]))
    cursor = min(before.count, characters.count)
  }

  /// Backspace.
  package mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  /// Delete.
  package mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  package mutating func moveLeft() { cursor = max(0, cursor - 1) }
  package mutating func moveRight() { cursor = min(characters.count, cursor + 1) }
  package mutating func moveHome() { cursor = 0 }
  package mutating func moveEnd() { cursor = characters.count }

  /// ^U: deletes everything before the cursor.
  package mutating func deleteToStart() { kill(0..<cursor) }

  /// ^K: deletes everything from the cursor on.
  package mutating func deleteToEnd() { kill(cursor..<characters.count) }

  /// ^W: deletes the word before the cursor, and the spaces between.
  package mutating func deleteWord() {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    kill(start..<cursor)
  }

  /// Alt-b: to the start of the word before the cursor; a word is letters and digits.
  package mutating func moveWordLeft() { cursor = wordStart }
  /// Alt-f: behind the end of the word at or after the cursor.
  package mutating func moveWordRight() { cursor = wordEnd }
  /// Alt-Backspace: deletes to the start of the word.
  package mutating func deleteWordLeft() { kill(wordStart..<cursor) }
  /// Alt-d: deletes to the end of the word.
  package mutating func deleteWordRight() { kill(cursor..<wordEnd) }

  /// ^Y: types what was deleted last by a word or more.
  package mutating func yank() { insert(String(killed)) }

  /// ^T: the character before the cursor and the one at it change places; at the end the two before it.
  package mutating func transpose() {
    guard cursor > 0, characters.count > 1 else { return }
    let second = min(cursor, characters.count - 1)
    characters.swapAt(second - 1, second)
    cursor = second + 1
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    killed = Array(characters[range])
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private var wordStart: Int {
    var index = cursor
    while index > 0, !characters[index - 1].isOfWord { index -= 1 }
    while index > 0, characters[index - 1].isOfWord { index -= 1 }
    return index
  }

  private var wordEnd: Int {
    var index = cursor
    while index < characters.count, !characters[index].isOfWord { index += 1 }
    while index < characters.count, characters[index].isOfWord { index += 1 }
    return index
  }

  /// What to draw in `width` columns: the part around the cursor, and the cursor's column in it.
  ///
  /// One column is kept for the cursor behind the text.
  package func view(width: Int) -> (text: SafeText, cursorColumn: Int) {
    guard width > 0 else { return (.empty, 0) }
    let before = SafeText(String(characters[..<cursor]))
    let after = SafeText(String(characters[cursor...]))
    let tail = before.suffix(width - 1)
    return (tail + after.prefix(width - tail.width), tail.width)
  }
}

extension Character {
  fileprivate var isOfWord: Bool { isLetter || isNumber }
}
