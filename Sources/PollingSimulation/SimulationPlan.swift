import QueryCore
package import QueryScheduling

/// All that happens in one simulated run; times are virtual seconds.
package struct SimulationPlan: Sendable {
  package var seed: UInt64
  package var length: Double
  package var pace = Duration.seconds(1)
  /// By source name.
  package var servers: [String: ModelServerOptions] = [:]
  package var jobs: [ModelJob] = []
  /// Which sources ask the same server with the same key; an account is the name of its server.
  package var accounts = SourceAccounts()
  /// When a person presses the key that polls now.
  package var presses: [Double] = []
  /// When the wall clock jumps, and by how much.
  package var jumps: [(at: Double, by: Double)] = []
  /// When the machine sleeps, and for how long.
  package var suspensions: [(at: Double, length: Double)] = []

  package init(seed: UInt64, length: Double) {
    self.seed = seed
    self.length = length
  }
}
