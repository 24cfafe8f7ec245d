import ArgumentParser
import TextCanvas

/// What to try instead of a word that is no target and may be a command's name, mistyped.
enum CommandSuggestion {
  private static let names = Querytop.configuration.subcommands.map { $0._commandName } + ["help"]

  /// Words to add to a complaint; empty where no command's name is near.
  static func advice(on word: String) -> String {
    // Other programs have a command for it.
    if word.lowercased() == "version" { return "; did you mean --version?" }
    return EditDistance.nearest(to: word, among: names).map {
      "; did you mean the command \($0)?"
    } ?? ""
  }

  /// Refuses `help` on what is no command, for which ArgumentParser shows the help on all.
  ///
  /// - Parameter words: the command line without the program.
  /// - Throws: `ValidationError`, saying which command it may have been.
  static func check(_ words: ArraySlice<String>) throws {
    guard words.first == "help", let word = words.dropFirst().first, !word.hasPrefix("-"),
      !names.contains(word)
    else { return }
    throw ValidationError("there is no command \"\(SafeText(word).string)\"\(advice(on: word))")
  }
}
