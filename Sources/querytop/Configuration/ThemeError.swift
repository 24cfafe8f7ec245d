/// What is wrong with a theme file.
enum ThemeError: Error, CustomStringConvertible {
  case unknownRole(String)
  case unknownAttribute(String)
  case unknownColor(String)
  case noTheme

  var description: String {
    switch self {
    case .unknownRole(let name): "\"\(name)\" is not a role a theme can colour"
    case .unknownAttribute(let word):
      "\"\(word)\" is not an attribute: use bold, dim, underline or reverse"
    case .noTheme: "this build holds no theme"
    case .unknownColor(let word):
      "\"\(word)\" is not a colour: use \"#rrggbb\", a number from 0 to 255, or a name such as green or bright-black"
    }
  }
}
