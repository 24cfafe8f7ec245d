/// The characters of a box, each one column wide.
package struct BorderSet: Hashable, Sendable {
  package let topLeft: Character
  package let topRight: Character
  package let bottomLeft: Character
  package let bottomRight: Character
  package let horizontal: Character
  package let vertical: Character
  /// Ends what does not fit in a border.
  package let ellipsis: SafeText

  package static let rounded = BorderSet(
    topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─",
    vertical: "│", ellipsis: .ellipsis)

  package static let ascii = BorderSet(
    topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-",
    vertical: "|", ellipsis: "~")
}
