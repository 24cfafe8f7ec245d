import Themes

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
