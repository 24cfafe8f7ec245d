import ArgumentParser
import FoundationEssentials
import QueryHTTP

/// `querytop doctor`: looks at everything the other commands rely on.
struct Doctor: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Check terminal, configuration, keys and each source; say what to do about faults.",
    discussion:
      "Exit status: 78 if a setting has to be mended, 3 if a source cannot be asked, else 0.")

  @OptionGroup var connection: ConnectionOption

  @MainActor func run() async throws {
    let environment = ProcessEnvironment.current
    let (configuration, settings) = ConfigurationFindings.read(environment)
    let sources = try await Network.open(allowsHTTP: connection.allowsHTTP) { network in
      try await SourceFindings(
        configuration: configuration, environment: environment, network: network
      ).all()
    }
    let findings =
      ProgramFindings.all(environment) + TerminalFindings.all(environment, configuration)
      + [ClockFinding.of(environment, now: Date())] + settings
      + NetworkFindings.all(environment)
      + sources
    do {
      try StandardOutput.write(Finding.lines(findings, in: StandardOutput.room))
    } catch {
      StandardError.write("\(error)\n")
      throw ExitCode(ExitStatus.incomplete)
    }
    throw ExitCode(findings.map(\.status).max() ?? ExitStatus.done)
  }
}
