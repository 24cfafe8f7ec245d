import ArgumentParser
import Glibc
import QuerySimulator

/// `querytop simulate`: the simulator alone.
struct Simulate: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Serve a simulated batch on the loopback until stopped.",
    discussion: """
      Beside the targets it prints, ids such as always_429 are answered with that HTTP status for ever, \
      and always_stopped with that word. Polytomic's are 20000000-0000-4000-8000-000000000429, and ...000 \
      for its word unknown.
      """)

  @Option(help: "The port on 127.0.0.1; 0 takes any that is free.")
  var port = 0

  @Option(
    help: ArgumentHelp(
      "Write the request that the batch was made by there, for querytop rerun.", valueName: "file"),
    completion: .file())
  var saveRequest: PathBytes?

  @OptionGroup var story: StoryOptions

  @MainActor func run() async throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
    let server = SimulatorServer(
      options: story.simulatorOptions(
        port: port, providers: Set(SimulatedProvider.allCases)))
    if let file = saveRequest {
      let text = String(decoding: server.scenario.request, as: UTF8.self)
      let descriptor = open(file.cString, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard descriptor >= 0, Descriptor.write(text, to: descriptor), close(descriptor) == 0 else {
        throw ValidationError("\(file.text): \(String(cString: strerror(errno)))")
      }
    }
    do {
      try await server.run { port in
        var lines = ["ready http://127.0.0.1:\(port)"]
        lines += server.targets + server.longResults
        lines += server.environment(port: port).map { "export \($0)" }
        do { try StandardOutput.writeUnmasked(lines) } catch { StandardError.write("\(error)\n") }
      }
    } catch let error as SimulatorError {
      throw ValidationError("\(error)")
    }
  }
}
