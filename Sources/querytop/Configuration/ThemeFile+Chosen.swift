import Glibc
import TextCanvas
import Themes
import YAMLDocument

extension ThemeFile {
  /// The theme a person chose: by the configuration, else by `QUERYTOP_THEME`, else the standard one.
  ///
  /// - Throws: `SettingsError` for a name there is none of, listing those there are; `ConfigurationError` for a file that
  ///   cannot be read.
  static func chosen(_ configured: String?, environment: [String: String]) throws -> ThemeFile {
    let variable = environment["QUERYTOP_THEME"].map { SettingText($0).text }.flatMap {
      $0.isEmpty ? nil : $0
    }
    let name = configured ?? variable ?? Themes.standard
    if let theme = try own(name, environment) ?? shipped(name) { return theme }
    let place = folder(environment).map { ", or a NAME.yaml in \($0)" } ?? ""
    throw SettingsError(
      variable: configured == nil ? "QUERYTOP_THEME" : "theme",
      reason: "there is no theme of that name: use \(Themes.names.joined(separator: ", "))\(place)")
  }

  /// A person's own theme, which stands in for one of querytop's of the same name; nil where there is no such file.
  private static func own(
    _ name: String, _ environment: [String: String]
  ) throws(ConfigurationError) -> ThemeFile? {
    // A theme is named, not pointed at: the name stays inside the folder.
    guard let folder = folder(environment), !name.contains("/"), !name.hasPrefix(".") else {
      return nil
    }
    let path = "\(folder)/\(name).yaml"
    let bytes: [UInt8]
    do {
      bytes = try PrivateFile.read(path, for: .theme, limit: ConfigurationFile.longest)
    } catch {
      guard !error.isOfTheWay(to: path) else { return nil }
      throw ConfigurationError(path: path, reason: error.reason(path, for: .theme))
    }
    do throws(YAMLError) {
      return try ThemeFile(named: name, yaml: bytes)
    } catch {
      throw ConfigurationError(path: path, line: error.mark.line, reason: error.reason)
    }
  }

  private static func shipped(_ name: String) throws(YAMLError) -> ThemeFile? {
    guard let yaml = Themes.yaml(name) else { return nil }
    return try ThemeFile(named: name, yaml: yaml)
  }

  private static func folder(_ environment: [String: String]) -> String? {
    BaseFolder.configuration.path(environment).map { $0 + "/querytop/themes" }
  }
}
