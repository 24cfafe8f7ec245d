/// A value of a YAML document, and where it stands.
package struct YAMLNode: Hashable, Sendable {
  /// What the value is.
  package indirect enum Content: Hashable, Sendable {
    /// A text; plain is one without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// In the order of the text; no key stands twice.
    case mapping([YAMLEntry])
  }

  package let content: Content
  /// Where it starts.
  package let mark: YAMLMark

  package init(_ content: Content, at mark: YAMLMark) {
    self.content = content
    self.mark = mark
  }
}

/// A line `key: value`.
package struct YAMLEntry: Hashable, Sendable {
  package let key: String
  /// Where the key starts.
  package let mark: YAMLMark
  package let value: YAMLNode

  package init(_ key: String, at mark: YAMLMark, _ value: YAMLNode) {
    self.key = key
    self.mark = mark
    self.value = value
  }

  /// The error for a key that has no place here.
  ///
  /// - Parameter known: the keys that have one.
  package func unknown(use known: String) -> YAMLError {
    YAMLError(mark, "\(shownKey) is not a key querytop knows here: use \(known)")
  }

  /// The key in quotes if it looks like one, else "this": people paste credentials in the wrong place.
  package var shownKey: String {
    let isWord = key.utf8.count <= 32 && key.utf8.allSatisfy(Self.isWordByte)
    return isWord ? "\"\(key)\"" : "this"
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}

/// A place in a YAML text.
package struct YAMLMark: Hashable, Sendable {
  /// From 1.
  package let line: Int
  /// In characters, from 1.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
