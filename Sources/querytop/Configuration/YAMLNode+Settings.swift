import YAMLDocument

extension YAMLNode {
  /// - Throws: `YAMLError` for anything but true and false.
  nonisolated func truth(_ name: String) throws(YAMLError) -> Bool {
    switch try text(name) {
    case "true": return true
    case "false": return false
    default: throw YAMLError(mark, "\(name) should be true or false")
    }
  }

  /// Whether nothing stands below its key: a list whose lines were all taken out.
  nonisolated var isNothing: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }
}
