/// The theme files, embedded in the binary.
package enum Themes {
  /// YAML by theme name, in the order they are listed.
  package static let files: [(name: String, yaml: [UInt8])] = [
    ("default", PackageResources.default_yaml)
  ]
}
