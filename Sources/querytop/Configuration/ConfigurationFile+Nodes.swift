import Yams

/// Reading YAML nodes with errors that say where, and never what a value is.
nonisolated extension ConfigurationFile {
  /// A key and where it stands.
  struct Key {
    let text: String
    let line: Int?
  }

  func compose(_ yaml: String) throws(ConfigurationError) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw fault(error)
    } catch {
      throw fault(nil, "the file is not YAML")
    }
  }

  func entries(of node: Node, _ name: String) throws(ConfigurationError) -> [(Key, Node)] {
    guard let mapping = node.mapping else {
      throw fault(node.mark?.line, "\(name) should hold lines of the form key: value")
    }
    var entries: [(Key, Node)] = []
    for (key, value) in mapping {
      guard let text = key.scalar?.string else {
        throw fault(key.mark?.line, "a key should be a plain word")
      }
      entries.append((Key(text: text, line: key.mark?.line), value))
    }
    return entries
  }

  func text(of node: Node, _ name: String) throws(ConfigurationError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty, !text.utf8.contains(0) else {
      throw fault(node.mark?.line, "\(name) should be one word or text")
    }
    return text
  }

  func texts(of node: Node, _ name: String) throws(ConfigurationError) -> [String] {
    guard let sequence = node.sequence else {
      throw fault(node.mark?.line, "\(name) should be a list: [one, two]")
    }
    var texts: [String] = []
    for node in sequence { texts.append(try text(of: node, "each of \(name)")) }
    return texts
  }

  func unknown(_ key: Key, known: String) -> ConfigurationError {
    // A key is shown as far as it looks like one: people paste tokens in the wrong place.
    let isWord = key.text.utf8.count <= 32 && key.text.utf8.allSatisfy(Self.isWordByte)
    let shown = isWord ? "\"\(key.text)\"" : "this"
    return fault(key.line, "\(shown) is not a key querytop knows here: use \(known)")
  }

  func fault(_ line: Int?, _ reason: String) -> ConfigurationError {
    ConfigurationError(path: path, line: line, reason: reason)
  }

  private func fault(_ error: YamlError) -> ConfigurationError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      fault(mark.line, "not YAML: \(problem)")
    case .duplicatedKeysInMapping(_, let context):
      fault(context.mark.line, "a key stands twice in this list of keys")
    default: fault(nil, "the file is not YAML")
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}

nonisolated extension Node {
  /// Whether there is nothing but white space and comments.
  var isEmptyScalar: Bool { scalar?.string.isEmpty ?? false }
}
