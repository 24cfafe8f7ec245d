import ArgumentParser
import QueryCore
import QueryPolling

/// `querytop watch`: the live dashboard.
struct Watch: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Watch targets live.",
    discussion: """
      A TARGET is SOURCE:KIND/ID, for example supermetrics:batch/qrb_3feb5ff5c71e or
      supermetrics:query/abc123, or a status URL pasted from a log. The key is read from
      SUPERMETRICS_API_KEY. Without an account, try: querytop demo
      """)

  @Argument(help: ArgumentHelp("What to watch.", valueName: "target"))
  var targets: [String] = []

  @Option(help: "Seconds between two polls of a target, 1 to 3600.")
  var every = 2

  @MainActor func run() async throws {
    guard !targets.isEmpty else {
      throw ValidationError("nothing to watch: name a target, or try querytop demo")
    }
    guard (1...3600).contains(every) else {
      throw ValidationError("--every takes 1 to 3600 seconds")
    }
    let parsed = try targets.map { text in
      do {
        return try TargetArgument.parse(text)
      } catch {
        throw ValidationError("\(error)")
      }
    }
    let transport = AsyncHTTPTransport()
    let status: Int32
    do {
      let settings = try SourceSettings(
        environment: ProcessEnvironment.current, transport: transport)
      try check(parsed, against: settings)
      status = try await Watching(
        targets: parsed, sources: settings.sources, pace: .seconds(every)
      ).run()
    } catch let error as SettingsError {
      try await transport.shutdown()
      StandardError.write("\(error)\n")
      throw ExitCode(78)
    } catch {
      try await transport.shutdown()
      throw error
    }
    try await transport.shutdown()
    throw ExitCode(status)
  }

  @MainActor private func check(_ targets: [Target], against settings: SourceSettings) throws {
    for target in targets where settings.sources[target.source] == nil {
      let known = settings.sources.keys.sorted().joined(separator: ", ")
      throw ValidationError("\"\(target.source)\" is not a source querytop knows yet: \(known)")
    }
  }
}
