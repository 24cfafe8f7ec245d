// Written by .ci/themes.
extension Themes {
  static let files: [(name: String, yaml: [UInt8])] = [
    ("default", PackageResources.default_yaml),
    ("light", PackageResources.light_yaml),
  ]
}
