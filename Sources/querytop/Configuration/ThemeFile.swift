import TextCanvas
import Yams

/// A theme as its YAML file has it.
struct ThemeFile: Decodable {
  let name: String
  let roles: [String: Entry]

  /// A role's line.
  struct Entry: Decodable {
    var fg: ColorName?
    var bg: ColorName?
    var basic: ColorName?
    var attrs: [String]?
    var mono: [String]?
  }

  /// Reads a theme.
  ///
  /// - Throws: `ThemeError` naming the role or word that is wrong, or the YAML parser's own error.
  static func theme(yaml: String) throws -> Theme {
    let file = try YAMLDecoder().decode(ThemeFile.self, from: yaml)
    var paints: [Role: Paint] = [:]
    for (name, entry) in file.roles {
      guard let role = Role(rawValue: name) else { throw ThemeError.unknownRole(name) }
      paints[role] = Paint(
        foreground: entry.fg?.color, background: entry.bg?.color, basic: entry.basic?.color,
        emphasis: try emphasis(entry.attrs), mono: try emphasis(entry.mono))
    }
    return Theme(name: file.name, paints: paints)
  }

  private static func emphasis(_ words: [String]?) throws -> Emphasis {
    try (words ?? []).reduce(into: Emphasis()) { result, word in
      switch word {
      case "bold": result.insert(.bold)
      case "dim": result.insert(.dim)
      case "underline": result.insert(.underline)
      case "reverse": result.insert(.reverse)
      default: throw ThemeError.unknownAttribute(word)
      }
    }
  }
}
