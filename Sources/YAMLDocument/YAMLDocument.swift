/// Reads YAML: one document of mappings, sequences and texts, each with its line and column.
///
/// What can make a small file large or two readers differ is refused by name: anchors and aliases (merge keys among them), keys
/// that stand twice, a second document. Tags are ignored: every scalar is a text.
package enum YAMLDocument {
  /// The most bytes taken: configuration, themes and manifests are pages of text.
  package static let longest = 1 << 20

  /// Mappings and sequences inside each other.
  package static let deepest = 64

  /// Reads a text.
  ///
  /// - Returns: its document; nil where there is nothing but white space and comments.
  /// - Throws: `YAMLError`.
  package static func root(of yaml: some Collection<UInt8>) throws(YAMLError) -> YAMLNode? {
    guard yaml.count <= longest else {
      throw YAMLError(
        YAMLMark(line: 1, column: 1), "the text is longer than \(longest >> 10) KiB")
    }
    var events = YAMLEvents(yaml)
    return try YAMLComposer.document(&events)
  }
}

/// What is wrong with a YAML text, and where.
///
/// The reason never repeats anything out of the text but a key that looks like one: a value may be a credential.
package struct YAMLError: Error, Hashable, CustomStringConvertible {
  package let mark: YAMLMark
  package let reason: String

  package init(_ mark: YAMLMark, _ reason: String) {
    self.mark = mark
    self.reason = reason
  }

  package var description: String { "line \(mark.line): \(reason)" }
}
