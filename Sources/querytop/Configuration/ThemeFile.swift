import TextCanvas
import YAMLDocument

/// A theme as its YAML file has it.
enum ThemeFile {
  /// Reads a theme.
  ///
  /// - Throws: `YAMLError` naming the role or word that is wrong and its line.
  static func theme(yaml: some Collection<UInt8>) throws(YAMLError) -> Theme {
    var name = ""
    var paints: [Role: Paint] = [:]
    for entry in try YAMLDocument.root(of: yaml)?.entries("the theme") ?? [] {
      switch entry.key {
      case "name": name = try entry.value.text("name")
      case "roles":
        for entry in try entry.value.entries("roles") {
          guard let role = Role(rawValue: entry.key) else {
            throw YAMLError(entry.mark, "\"\(entry.key)\" is not a role a theme can colour")
          }
          paints[role] = try paint(entry)
        }
      default: throw entry.unknown(use: "name, roles")
      }
    }
    return Theme(name: name, paints: paints)
  }

  private static func paint(_ role: YAMLEntry) throws(YAMLError) -> Paint {
    var (foreground, background, basic): (Color?, Color?, Color?)
    var (emphasis, mono): (Emphasis, Emphasis) = ([], [])
    for entry in try role.value.entries(role.key) {
      switch entry.key {
      case "fg": foreground = try color(entry.value)
      case "bg": background = try color(entry.value)
      case "basic": basic = try color(entry.value)
      case "attrs": emphasis = try self.emphasis(entry)
      case "mono": mono = try self.emphasis(entry)
      default: throw entry.unknown(use: "fg, bg, basic, attrs, mono")
      }
    }
    return Paint(
      foreground: foreground, background: background, basic: basic, emphasis: emphasis, mono: mono)
  }

  private static func color(_ node: YAMLNode) throws(YAMLError) -> Color {
    let word = try node.text("a colour")
    guard let color = ColorName.color(word) else {
      throw YAMLError(
        node.mark,
        """
        "\(word)" is not a colour: use "#rrggbb", a number from 0 to 255, or a name such as green \
        or bright-black
        """)
    }
    return color
  }

  private static func emphasis(_ entry: YAMLEntry) throws(YAMLError) -> Emphasis {
    var emphasis = Emphasis()
    for word in try entry.value.texts(entry.key) {
      switch word {
      case "bold": emphasis.insert(.bold)
      case "dim": emphasis.insert(.dim)
      case "underline": emphasis.insert(.underline)
      case "reverse": emphasis.insert(.reverse)
      default:
        throw YAMLError(
          entry.value.mark,
          "\"\(word)\" is not an attribute: use bold, dim, underline or reverse")
      }
    }
    return emphasis
  }
}
