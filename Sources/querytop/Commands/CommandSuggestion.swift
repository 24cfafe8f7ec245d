import ArgumentParser

/// What to try instead of a word that is no target and may be a command's name, mistyped.
enum CommandSuggestion {
  /// Words to add to a complaint; empty where no command's name is near.
  static func advice(on word: String) -> String {
    let names = Querytop.configuration.subcommands.map { $0._commandName } + ["help"]
    let near = names.map { ($0, EditDistance.between(word.lowercased(), $0)) }
      .min { $0.1 < $1.1 }
    guard let (name, distance) = near, distance <= min(2, name.count / 2) else { return "" }
    return "; did you mean the command \(name)?"
  }
}
