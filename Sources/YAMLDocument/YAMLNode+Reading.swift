/// Reading a value as what it should be; `name` is what a person calls it.
extension YAMLNode {
  /// The lines of a mapping.
  package func entries(_ name: String) throws(YAMLError) -> [YAMLEntry] {
    guard case .mapping(let entries) = content else {
      throw YAMLError(mark, "\(name) should hold lines of the form key: value")
    }
    return entries
  }

  /// The lines of a file's outermost mapping, once its line `version:` has been looked at; a file without one is of version 1.
  ///
  /// A later version may have changed what a key means, so that nothing of such a file is believed.
  ///
  /// - Parameter known: the version that is known here.
  package func entries(_ name: String, ofVersion known: Int) throws(YAMLError) -> [YAMLEntry] {
    var entries = try entries(name)
    guard let line = entries.firstIndex(where: { $0.key == "version" }) else { return entries }
    let node = entries.remove(at: line).value
    guard let version = Int(try node.text("version")), version > 0 else {
      throw YAMLError(node.mark, "version should be \(known)")
    }
    guard version <= known else {
      throw YAMLError(node.mark, "this file is of version \(version), this querytop knows \(known)")
    }
    return entries
  }

  /// A text that is not empty and holds no NUL.
  package func text(_ name: String) throws(YAMLError) -> String {
    guard case .scalar(let text, _) = content, !text.isEmpty, !text.utf8.contains(0) else {
      throw YAMLError(mark, "\(name) should be one word or text")
    }
    return text
  }

  /// The values of a list.
  package func items(_ name: String) throws(YAMLError) -> [YAMLNode] {
    guard case .sequence(let nodes) = content else {
      throw YAMLError(mark, "\(name) should be a list: [one, two]")
    }
    return nodes
  }

  /// The texts of a list.
  package func texts(_ name: String) throws(YAMLError) -> [String] {
    var texts: [String] = []
    for node in try items(name) { texts.append(try node.text("each of \(name)")) }
    return texts
  }
}
