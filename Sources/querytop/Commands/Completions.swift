import ArgumentParser

/// `querytop completions`: the script that teaches a shell to complete querytop's command line.
struct Completions: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Print what a shell needs to complete commands, options and targets.",
    discussion: """
      bash, in ~/.bashrc: source <(querytop completions bash)

      zsh, in ~/.zshrc after compinit: source <(querytop completions zsh)

      fish, in ~/.config/fish/config.fish: querytop completions fish | source

      Targets are completed from the configuration and from recent use.
      """)

  @Argument(help: "The shell.")
  var shell: CompletionScript

  @MainActor func run() async throws {
    do {
      try StandardOutput.write([shell.text(of: Querytop.self)])
    } catch {
      StandardError.write("\(error)\n")
      throw ExitCode(ExitStatus.incomplete)
    }
  }
}
