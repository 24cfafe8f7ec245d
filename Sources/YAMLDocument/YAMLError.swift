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
