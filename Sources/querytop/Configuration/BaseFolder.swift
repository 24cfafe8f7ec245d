/// A folder that programs share, each with a folder of its own in it: XDG Base Directory Specification.
nonisolated enum BaseFolder {
  case configuration
  case state

  /// Its path; nil where there is no home to have it in.
  func path(_ environment: [String: String]) -> String? {
    let (variable, standard) =
      switch self {
      case .configuration: ("XDG_CONFIG_HOME", "/.config")
      case .state: ("XDG_STATE_HOME", "/.local/state")
      }
    // A relative path is to be ignored, says the specification.
    if let folder = environment[variable], folder.hasPrefix("/") { return folder }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + standard
  }
}
