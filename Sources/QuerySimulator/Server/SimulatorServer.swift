import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore

/// The simulator on a loopback port: real HTTP, no account needed.
///
/// It listens on 127.0.0.1 alone, writes nothing to the terminal, and leaves signals to the program
/// it runs in.
package struct SimulatorServer: Sendable {
  /// The story it tells.
  package let scenario: Scenario
  private let options: SimulatorOptions
  private let router: SimulatorRouter

  /// Prepares a simulator; no port is opened before `run`.
  package init(options: SimulatorOptions) {
    self.options = options
    scenario = Scenario(options.scenario, startedAt: options.startedAt)
    router = SimulatorRouter(
      scenario: scenario, apiKey: options.apiKey, hourlyLimit: options.hourlyLimit,
      othersPerHour: options.faults ? options.hourlyLimit * 3 / 10 : 0,
      isToolkitReserved: options.isToolkitReserved)
  }

  /// What there is to watch, as `SOURCE:KIND/ID`.
  package var targets: [String] {
    SimulatedProvider.allCases.filter(options.providers.contains).flatMap { provider in
      switch provider {
      case .supermetrics: ["supermetrics:batch/\(scenario.batchID)"]
      case .polytomic: router.tasks.queries.map { "polytomic:query/\($0.id)" }
      case .toolkit: router.tasks.jobs.map { "toolkit:job/\($0.id)" }
      }
    }
  }

  /// The query or job with the long result at each provider, as `SOURCE:KIND/ID`; there from the
  /// first moment on.
  package var longResults: [String] {
    SimulatedProvider.allCases.filter(options.providers.contains).map { provider in
      let kind = provider == .toolkit ? "job" : "query"
      return "\(provider.rawValue):\(kind)/\(LongResult.id(at: provider))"
    }
  }

  /// What came that was no GET, as `POST /enterprise/v2/query/batch`, in order.
  package var received: [String] { router.batches.withLockedValue(\.received) }

  /// The bodies of the batches that were made, in order.
  package var madeBatches: [[UInt8]] { router.batches.withLockedValue(\.bodies) }

  /// The lines, `NAME=value`, that make a client's environment point here.
  package func environment(port: Int) -> [String] {
    SimulatedProvider.allCases.filter(options.providers.contains).flatMap { provider in
      let name = provider.rawValue.uppercased()
      return [
        "\(name)_API_KEY=\(options.apiKey)",
        "\(name)_BASE_URL=http://127.0.0.1:\(port)\(Self.pathPrefix(of: provider))",
      ]
    }
  }

  private static func pathPrefix(of provider: SimulatedProvider) -> String {
    switch provider {
    case .supermetrics: SimulatorRouter.pathPrefix
    case .polytomic: SimulatorRouter.polytomicPrefix
    case .toolkit: SimulatorRouter.toolkitPrefix
    }
  }

  /// Serves until its task is cancelled, which is its normal end: it then closes every connection
  /// and returns.
  ///
  /// - Parameter onReady: called once with the port, when connections are accepted.
  /// - Throws: `SimulatorError.cannotListen` where the port is taken or not allowed.
  package func run(onReady: @escaping @Sendable (_ port: Int) async -> Void) async throws {
    let port = options.port
    let application = Application(
      responder: SimulatorResponder(
        router: router, controls: options.controls,
        faults: options.faults ? FaultSchedule(seed: options.scenario.seed) : nil,
        elapsed: options.elapsed, pause: options.pause),
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
      logger: Logger(label: "simulator") { _ in SwiftLogNoOpLogHandler() })
    do {
      try await application.run()
    } catch let error as IOError {
      throw SimulatorError.cannotListen(port: port, reason: error.localizedDescription)
    } catch  where Task.isCancelled {
      return
    }
  }
}

/// Why a simulator cannot serve.
package enum SimulatorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The port cannot be listened on; holds the system's reason.
  case cannotListen(port: Int, reason: String)

  /// The whole sentence for people, without a full stop.
  package var description: String {
    switch self {
    case .cannotListen(let port, let reason):
      "the simulator cannot listen on 127.0.0.1:\(port): \(reason); "
        + "choose another port, or 0 for any"
    }
  }
}
