/// The theme files, embedded in the binary.
package enum Themes {
  /// YAML by theme name, in the order they are listed.
  package static let files = [standard]

  /// The theme of those who choose none.
  package static let standard = (name: "default", yaml: PackageResources.default_yaml)
}
