import TextCanvas
import Themes
import YAMLDocument

/// A theme as its YAML file has it.
struct ThemeFile {
  /// The version of the format that is known here.
  static let version = 1

  let theme: Theme
  /// The background it is made for; nil for any.
  let base: ThemeBase?
  /// Where a person's own stands; nil for one of querytop's.
  var path: String?
  /// What is in the file and of no use here, such as a role of a later querytop: worth telling, and no reason to stop.
  let notes: [String]

  /// Reads a theme.
  ///
  /// - Parameter name: what the theme is called unless the file says otherwise.
  /// - Throws: `YAMLError` naming the key or word that is wrong, and its line.
  init(named name: String, yaml: some Collection<UInt8>) throws(YAMLError) {
    let text = try ThemeText(yaml)
    let under = try text.base.map { base throws(YAMLError) in try ThemeText(base.yaml) }
    var paints = under?.paints ?? [:]
    // A role takes the place of the base's whole role: a mix of the two would have colours nobody looked at together.
    paints.merge(text.paints) { $1 }
    base = text.base
    // A background of its own is meant to be seen.
    let isTransparent =
      text.isTransparent ?? (text.paints[.text]?.background == nil && under?.isTransparent == true)
    theme = Theme(name: text.name ?? name, paints: paints, isTransparent: isTransparent)
    notes = text.notes
  }

  /// The colours a terminal should have for it: `24-bit`, `256`, `16` or `none`.
  var colors: String {
    let colors = theme.paints.values.flatMap { [$0.foreground, $0.background] }.compactMap(\.self)
    if colors.contains(where: { if case .rgb = $0 { true } else { false } }) { return "24-bit" }
    if colors.contains(where: { if case .indexed(16...) = $0 { true } else { false } }) {
      return "256"
    }
    return colors.isEmpty ? "none" : "16"
  }
}

/// The background a theme is made for: its theme among those of querytop supplies the roles that are left out.
enum ThemeBase: String, CaseIterable {
  case dark
  case light

  /// The file of the theme whose roles they are.
  var yaml: [UInt8] {
    switch self {
    case .dark: Themes.yaml(Themes.dark) ?? []
    case .light: Themes.yaml(Themes.light) ?? []
    }
  }
}
