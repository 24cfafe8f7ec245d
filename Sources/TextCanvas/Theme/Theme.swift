/// Colours for every role; a role the theme leaves out is drawn as plain text.
package struct Theme: Hashable, Sendable {
  package let name: String
  package let paints: [Role: Paint]

  package init(name: String, paints: [Role: Paint]) {
    self.name = name
    self.paints = paints
  }

  package subscript(role: Role) -> Paint { paints[role] ?? Paint() }
}
