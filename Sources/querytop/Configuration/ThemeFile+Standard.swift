import TextCanvas
import Themes

extension ThemeFile {
  /// The theme a person chose: by the configuration, else by `QUERYTOP_THEME`, else the
  /// standard one.
  ///
  /// - Throws: `SettingsError` for a name there is none of, listing those there are.
  static func chosen(_ configured: String?, environment: [String: String]) throws -> Theme {
    let variable = environment["QUERYTOP_THEME"].flatMap { $0.isEmpty ? nil : $0 }
    guard let name = configured ?? variable else { return try theme(yaml: Themes.standard.yaml) }
    guard let file = Themes.files.first(where: { $0.name == name }) else {
      let known = Themes.files.map(\.name).joined(separator: ", ")
      throw SettingsError(
        variable: configured == nil ? "QUERYTOP_THEME" : "theme",
        reason: "there is no theme of that name: use \(known)")
    }
    return try theme(yaml: file.yaml)
  }
}
