import TextCanvas
import Themes
import YAMLDocument

/// A theme as its YAML file has it.
struct ThemeFile {
  /// The version of the format that is known here.
  static let version = 1

  let theme: Theme
  /// What is in the file and of no use here, such as a role of a later querytop: worth telling, and no reason to stop.
  let notes: [String]

  /// Reads a theme.
  ///
  /// - Parameter name: what the theme is called unless the file says otherwise.
  /// - Throws: `YAMLError` naming the key or word that is wrong, and its line.
  init(named name: String, yaml: some Collection<UInt8>) throws(YAMLError) {
    let text = try ThemeText(yaml)
    var paints = try text.base.map(Self.paints(of:)) ?? [:]
    // A role takes the place of the base's whole role: a mix of the two would have colours nobody looked at together.
    paints.merge(text.paints) { $1 }
    theme = Theme(name: text.name ?? name, paints: paints)
    notes = text.notes
  }

  private static func paints(of base: ThemeBase) throws(YAMLError) -> [Role: Paint] {
    try ThemeText(base.yaml).paints
  }
}

/// The background a theme is made for: its theme among those of querytop supplies the roles that are left out.
enum ThemeBase: String, CaseIterable {
  case dark
  case light

  /// The file of the theme whose roles they are.
  var yaml: [UInt8] {
    switch self {
    case .dark: Themes.yaml(Themes.standard) ?? []
    case .light: Themes.yaml("light") ?? []
    }
  }
}
