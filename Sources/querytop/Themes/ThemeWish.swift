import TextCanvas
import Themes

/// The theme a person wants, and where they said so.
struct ThemeWish: Equatable {
  enum Origin: Equatable {
    case configuration(ConfiguredText)
    /// `QUERYTOP_THEME`.
    case variable
    /// `--preview`.
    case option
    /// Kept in the dashboard, once.
    case kept
    case nobody
  }

  var name: String
  var origin: Origin

  /// The configuration comes first, then `QUERYTOP_THEME`, then what was kept in the dashboard.
  init(configured: ConfiguredText?, environment: [String: String], kept: String? = nil) {
    if let configured {
      (name, origin) = (configured.text, .configuration(configured))
    } else if let variable = environment["QUERYTOP_THEME"].map({ SettingText($0).text }),
      !variable.isEmpty
    {
      (name, origin) = (variable, .variable)
    } else if let kept {
      (name, origin) = (kept, .kept)
    } else {
      (name, origin) = (Themes.automatic, .nobody)
    }
  }

  /// Its theme.
  ///
  /// - Throws: `SettingsError` for a name there is none of, listing those there are, or `ConfigurationError` where it stands in
  ///   the configuration; `ConfigurationError` for a file that cannot be read, too.
  func theme(in library: ThemeLibrary, on background: TerminalBackground) throws -> ThemeFile {
    if let theme = try library.theme(name) { return theme }
    if name == Themes.automatic, let theme = try library.theme(background.themeName) {
      return theme
    }
    let advice = library.advice(instead: name)
    if case .configuration(let configured) = origin, configured.text == name {
      throw configured.mistake(advice)
    }
    throw SettingsError(variable: setting, reason: advice)
  }

  private var setting: String {
    switch origin {
    case .configuration: "theme"
    case .option: "--preview"
    case .variable, .kept, .nobody: "QUERYTOP_THEME"
    }
  }
}

/// What is known of the terminal's background.
struct TerminalBackground: Equatable {
  /// As the terminal told it, now or the last time.
  var color: Color?
  /// What COLORFGBG says, where nothing is known of the colour.
  private let isLightByVariable: Bool

  init(color: Color? = nil, environment: [String: String] = [:]) {
    self.color = color
    // `15;0` or `15;default;0`: the last is the background's number (rxvt; Konsole and others set it too).
    let last = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { UInt8($0) }
    isLightByVariable = last.map { $0 == 7 || (9...15).contains($0) } ?? false
  }

  var isLight: Bool { color.map(Contrast.isLight) ?? isLightByVariable }

  /// The theme of querytop's for it.
  var themeName: String { isLight ? Themes.light : Themes.dark }
}
