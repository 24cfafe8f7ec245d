import ArgumentParser
import QueryCore

/// The command line: `querytop` alone is `querytop watch`.
struct Querytop: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    commandName: "querytop",
    abstract:
      "top for asynchronous queries: watch batches and queries run on somebody else's servers.",
    version: "querytop \(Version.current)",
    subcommands: [
      Watch.self, Demo.self, Simulate.self, Status.self, Wait.self, Failures.self, Export.self,
      Rerun.self, Cancel.self, Doctor.self, ThemesCommand.self, Completions.self,
    ],
    defaultSubcommand: Watch.self)
}
