import ArgumentParser
internal import CPlatform
import Glibc
import NIOCore
import QueryReports

/// Where the process starts, and the one place where it says why it did not do what was asked.
@main
enum Start {
  static func main() async {
    Descriptor.occupyClosedStreams()
    ProcessMemory.giveBackEarly()
    cplatform_hide_memory()
    Guardian.start()
    // One loop serves client and simulator: what they wait for is the network, and a loop a core is a thread a core.
    NIOSingletons.groupLoopCountSuggestion = 1
    Secrets.learn(ProcessEnvironment.current)
    do {
      try CommandSuggestion.check(CommandLine.arguments.dropFirst())
      var command = try await Querytop.asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(error)
    }
  }

  /// Ends the process as the error asks; help is no complaint and goes to standard output.
  private static func end(_ error: any Error) -> Never {
    let code = Querytop.exitCode(for: error)
    let room = code.isSuccess ? StandardOutput.room : StandardError.room
    var text = HelpText.fitted(
      Querytop.fullMessage(for: error, columns: room.columns), in: room)
    // Pasted in the wrong place, a credential is not to stand in a CI system's log as well.
    for word in CommandLine.arguments where !code.isSuccess && Secrets.mayBeToken(word) {
      text = text.replacing(word, with: "…")
    }
    if !text.isEmpty {
      if code.isSuccess {
        do { try StandardOutput.write([text]) } catch {
          StandardError.write("\(error)\n")
          exit(ExitStatus.incomplete)
        }
      } else {
        StandardError.write(text + "\n")
      }
    }
    ExitStatus.leave(code.rawValue) { exit($0) }
  }
}
