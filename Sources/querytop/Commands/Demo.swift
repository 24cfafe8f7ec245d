import ArgumentParser
import FoundationEssentials
import QueryCore
import QueryHTTP
import QuerySimulator

/// `querytop demo`: the dashboard over the built-in simulator, by real HTTP on the loopback.
struct Demo: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Watch a simulated batch; no account needed.",
    discussion: """
      Without a terminal, or with TERM unset or dumb, one reading is printed as a table.

      Exit status: as of querytop watch.
      """)

  @OptionGroup var story: StoryOptions

  @OptionGroup var lines: LinesOption

  @OptionGroup var drawing: DrawingOptions

  @OptionGroup var readOnly: ReadOnlyOption

  @OptionGroup var mouse: MouseOption

  #if DEBUG
    @Flag(help: .hidden)
    var crash = false
  #else
    private var crash: Bool { false }
  #endif

  @MainActor func run() async throws {
    let server = SimulatorServer(options: story.simulatorOptions(port: 0))
    let targets = try server.targets.map { try Target(parsing: $0) }
    let (ports, channel) = AsyncStream<Int>.makeStream()
    let status = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { channel.finish() }
        try await server.run { channel.yield($0) }
      }
      var iterator = ports.makeAsyncIterator()
      guard let port = await iterator.next() else {
        try await group.next()
        throw ExitCode(ExitStatus.incomplete)
      }
      let status = try await watch(targets, server: server, port: port)
      group.cancelAll()
      return status
    }
    throw ExitCode(status)
  }

  @MainActor private func watch(_ targets: [Target], server: SimulatorServer, port: Int)
    async throws -> Int32
  {
    let configuration: Configuration
    do {
      configuration = try ConfigurationFile.load(ProcessEnvironment.current)
    } catch {
      StandardError.write("\(error)\n")
      return ExitStatus.badSetting
    }
    let pairs = server.environment(port: port).map { line in
      let parts = line.split(separator: "=", maxSplits: 1)
      return (String(parts[0]), String(parts[1]))
    }
    return try await Network.open { network in
      let settings = try await SourceSettings(
        environment: Dictionary(uniqueKeysWithValues: pairs), network: network)
      return try await WatchSession(
        targets: targets, sources: settings.sources, access: settings.access, pace: .seconds(1),
        requestLog: network.requestLog,
        configuredTheme: configuration.theme, forcesUTF8: drawing.forcesUTF8,
        isPlain: drawing.isPlain || configuration.isPlain,
        widensAmbiguous: configuration.widensAmbiguous,
        usesMouse: !mouse.isLeft && configuration.usesMouse,
        actions: ActionSettings(
          isReadOnly: readOnly.readOnly,
          requests: targets.first.map { [$0: server.scenario.request] } ?? [:]),
        setsTitle: configuration.setsTitle,
        lines: lines.changes, keymap: configuration.keymap, isSimulated: true, crashes: crash
      ).run()
    }
  }
}
