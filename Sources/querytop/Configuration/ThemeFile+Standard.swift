import TextCanvas
import Themes

extension ThemeFile {
  /// The theme that comes with querytop.
  static func standard() throws -> Theme {
    guard let file = Themes.files.first else { throw ThemeError.noTheme }
    return try theme(yaml: String(decoding: file.yaml, as: UTF8.self))
  }
}
