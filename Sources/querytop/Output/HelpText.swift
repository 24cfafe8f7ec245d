import QueryReports

/// What the command-line parser says, laid out so that no terminal has to break its lines.
nonisolated enum HelpText {
  /// The text with each usage line that is too long broken between options; on a terminal every other line at words.
  static func fitted(_ text: String, in room: PlainRoom) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      let line = String(line)
      guard line.count > room.columns else { return [line] }
      if line.lowercased().hasPrefix("usage: ") { return usage(line, columns: room.columns) }
      return room == .pipe ? [line] : words(line, columns: room.columns)
    }.joined(separator: "\n")
  }

  /// A usage line broken between its options, which stand under each other.
  private static func usage(_ line: String, columns: Int) -> [String] {
    let options = parts(line)
    let head = options.prefix { !$0.hasPrefix("[") && !$0.hasPrefix("<") && !$0.hasPrefix("-") }
    let start = head.joined(separator: " ")
    let indent = start.count + 1 <= columns / 2 ? start.count + 1 : 4
    return broken(
      Array(options.dropFirst(head.count)), after: start, indent: indent, columns: columns)
  }

  /// A line broken at words, what follows indented by as much as the line was, and two.
  private static func words(_ line: String, columns: Int) -> [String] {
    let indent = line.prefix { $0 == " " }.count
    let words = line.split(separator: " ").map(String.init)
    let start = String(repeating: " ", count: indent) + (words.first ?? "")
    return broken(
      Array(words.dropFirst()), after: start, indent: min(indent + 2, columns / 2),
      columns: columns)
  }

  private static func broken(
    _ words: [String], after start: String, indent: Int, columns: Int
  ) -> [String] {
    var lines = [start]
    for word in words {
      let last = lines.count - 1
      if lines[last].count + 1 + word.count <= columns {
        lines[last] += " " + word
      } else {
        lines.append(String(repeating: " ", count: indent) + word)
      }
    }
    return lines
  }

  /// The words of a usage line; `[--every <seconds>]` is one, and `--depth <n>` too.
  private static func parts(_ line: String) -> [String] {
    var parts: [String] = []
    var depth = 0
    for word in line.split(separator: " ").map(String.init) {
      let belongs = depth > 0 || word.hasPrefix("<") && (parts.last?.hasPrefix("--") ?? false)
      if belongs, let last = parts.popLast() {
        parts.append(last + " " + word)
      } else {
        parts.append(word)
      }
      depth += word.count { $0 == "[" } - word.count { $0 == "]" }
    }
    return parts
  }
}
