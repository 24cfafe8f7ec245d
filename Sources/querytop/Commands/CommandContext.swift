import ArgumentParser
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders

/// What every command that asks servers has in hand: configuration, targets, sources, network.
struct CommandContext {
  let configuration: Configuration
  let targets: [Target]
  let sources: [String: any QuerySource]
  let access: SourceAccess
  let network: Network
  /// Told what has answered, it remembers what a person named.
  let answered: AnsweredTargets

  /// Reads the configuration, finds the targets, makes their sources and runs the body, then closes
  /// every connection.
  ///
  /// - Parameters:
  ///   - words: the targets of the command line; none takes those of the configuration.
  ///   - usage: what to say where there are none at all.
  ///   - allowsHTTP: whether base URLs with http may lead to other machines.
  ///   - body: gives the exit status.
  /// - Throws: `ExitCode` with that status, or with what a bad setting has; `ValidationError`.
  static func run(
    _ words: [String], usage: String, allowsHTTP: Bool = false,
    _ body: (CommandContext) async throws -> Int32
  ) async throws {
    let status = try await Network.open(allowsHTTP: allowsHTTP) { network in
      try await settle(words, usage: usage, network: network, body)
    }
    throw ExitCode(status)
  }

  private static func settle(
    _ words: [String], usage: String, network: Network,
    _ body: (CommandContext) async throws -> Int32
  ) async throws -> Int32 {
    do {
      let environment = ProcessEnvironment.current
      let configuration = try ConfigurationFile.load(environment)
      let targets = try TargetArguments.parse(
        words, else: configuration, environment, advice: CommandSuggestion.advice)
      guard !targets.isEmpty else { throw ValidationError(usage) }
      let settings = try await SourceSettings(
        configuration: configuration, environment: environment, network: network,
        only: Set(targets.map(\.source)))
      return try await body(
        CommandContext(
          configuration: configuration, targets: targets, sources: settings.sources,
          access: settings.access, network: network,
          answered: AnsweredTargets(
            named: words.isEmpty ? [] : targets, in: StateFolder(environment))))
    } catch let error as CredentialProblem {
      return Self.tell(error, error.exitStatus)
    } catch let error as SettingsError {
      return Self.tell(error, ExitStatus.badSetting)
    } catch let error as ConfigurationError {
      return Self.tell(error, ExitStatus.badSetting)
    } catch let error as LogProblem {
      return Self.tell(error, ExitStatus.badSetting)
    } catch let error as OutputLost {
      return Self.tell(error, ExitStatus.incomplete)
    }
  }

  private static func tell(_ error: any Error, _ status: Int32) -> Int32 {
    StandardError.write("\(error)\n")
    return status
  }
}
