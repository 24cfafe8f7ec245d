import TextCanvas
import YAMLDocument

/// What stands in a theme file, without what its base supplies.
struct ThemeText {
  private(set) var name: String?
  /// nil leaves roles the file does not name to the terminal's own colours.
  private(set) var base: ThemeBase?
  /// nil where the file does not say.
  private(set) var isTransparent: Bool?
  private(set) var paints: [Role: Paint] = [:]
  /// A line for each role that is none.
  private(set) var notes: [String] = []

  init(_ yaml: some Collection<UInt8>) throws(YAMLError) {
    guard let root = try YAMLDocument.root(of: yaml) else { return }
    for entry in try root.entries("the theme", ofVersion: ThemeFile.version) {
      switch entry.key {
      case "name": name = try entry.value.text("name")
      case "base": base = try Self.base(entry.value)
      case "transparent": isTransparent = try entry.value.truth("transparent")
      case "roles":
        for role in try entry.value.entries("roles") { try read(role) }
      default: throw entry.unknown(use: "name, version, base, transparent, roles")
      }
    }
  }

  private mutating func read(_ entry: YAMLEntry) throws(YAMLError) {
    guard let role = Role(rawValue: entry.key) else {
      notes.append("line \(entry.mark.line): \(entry.shownKey) is not a role a theme can colour")
      return
    }
    paints[role] = try Self.paint(entry)
  }

  private static func base(_ node: YAMLNode) throws(YAMLError) -> ThemeBase {
    guard let base = ThemeBase(rawValue: try node.text("base")) else {
      throw YAMLError(node.mark, "base should be dark or light")
    }
    return base
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
