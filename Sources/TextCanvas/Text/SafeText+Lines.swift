extension SafeText {
  /// The most bytes of UTF-8 a detail pane takes of one field.
  package static let longestField = 65_536

  /// Filters a long text for a detail pane: broken at line feeds (and the CR before one).
  ///
  /// No more than `limit` bytes of UTF-8 are read; an ellipsis ends what was longer.
  ///
  /// - Returns: one text a line, none for an empty text; a last line feed opens no line.
  package static func paragraphs(_ text: String, limit: Int = longestField) -> [SafeText] {
    let limit = max(4, limit)
    let input = text[...].cut(toBytes: limit)
    let isCut = input.endIndex < text.endIndex
    var lines = input.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    if !isCut, lines.last?.isEmpty == true { lines.removeLast() }
    return lines.enumerated().map { number, line in
      let isLast = number == lines.count - 1
      let body = line.last == "\r" ? line.dropLast() : line
      let (string, width) = TextFilter.run(
        Substring(body), limit: limit, isCut: isCut && isLast)
      return SafeText(unchecked: string, width: width)
    }
  }

  /// The text in lines of at most `width` columns, broken at spaces, and inside a word only where
  /// it is wider than a line: there behind a sign that joins its parts, such as `_`, where one stands in the line's second half.
  ///
  /// Nothing but the spaces at breaks is lost.
  ///
  /// - Returns: at least one line; for a width under 1, the text cut to nothing.
  package func wrapped(width limit: Int) -> [SafeText] {
    guard limit > 0 else { return [.empty] }
    guard width > limit else { return [self] }
    var lines: [SafeText] = []
    var line = SafeText.empty
    var spaces = 0
    for piece in text.split(separator: " ", omittingEmptySubsequences: false) {
      let word = SafeText(unchecked: String(piece), width: Self.columns(of: piece))
      if word.isEmpty {
        spaces += 1
      } else if line.width + spaces + word.width <= limit {
        line += .repeating(" ", count: spaces) + word
        spaces = 1
      } else {
        if !line.isEmpty { lines.append(line) }
        var parts = word.chopped(width: limit)
        line = parts.popLast() ?? .empty
        lines += parts
        spaces = 1
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  private static func columns(of piece: Substring) -> Int {
    Clusters(String(piece)).reduce(0) { $0 + $1.width }
  }

  /// What joins the parts of codes, paths and addresses.
  private static let joints: Set<Character> = ["_", "-", ".", "/", ":", ",", ";", "=", "&", "?"]

  /// Pieces of at most `limit` columns; a cluster that is wider than that becomes a placeholder.
  private func chopped(width limit: Int) -> [SafeText] {
    guard width > limit else { return [self] }
    var parts: [SafeText] = []
    var part = SafeText.empty
    // What stands behind the last joint of the part.
    var rest = SafeText.empty
    for (glyph, span) in clusters {
      let cluster =
        span <= limit
        ? SafeText(unchecked: String(glyph), width: span)
        : SafeText(unchecked: String(TextFilter.placeholder), width: 1)
      if part.width + cluster.width > limit {
        let head = part.width - rest.width
        if head > limit / 2, rest.width + cluster.width <= limit {
          parts.append(part.prefix(head))
          part = rest
        } else {
          parts.append(part)
          part = .empty
        }
        rest = .empty
      }
      part += cluster
      if Self.joints.contains(glyph) { rest = .empty } else { rest += cluster }
    }
    parts.append(part)
    return parts
  }
}

extension Substring {
  /// The longest start of at most `bytes` bytes of UTF-8 that ends between two scalars.
  func cut(toBytes bytes: Int) -> Substring {
    guard utf8.count > bytes else { return self }
    var end = utf8.index(startIndex, offsetBy: Swift.max(0, bytes))
    while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return self[..<end]
  }
}
