/// A program that has the terminal, and shows ours in a part of it.
nonisolated package enum Multiplexer: Hashable, Sendable {
  case tmux
  case screen

  /// Reads what each sets in the environment of its children; nil where there is none.
  package init?(environment: [String: String]) {
    if environment["TMUX"].map(\.isEmpty) == false {
      self = .tmux
    } else if environment["STY"].map(\.isEmpty) == false {
      self = .screen
    } else {
      return nil
    }
  }
}
