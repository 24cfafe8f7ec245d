import Foundation
import Testing

/// The whole program, with a key that a command gives.
@Suite("A key that is refused") struct CredentialRenewalProgramTests {
  /// Waits for the simulator's batch with a command that gives `keys` one after the other, the last
  /// again and again.
  private func wait(
    keys: [String]
  ) async throws -> (output: String, error: String, status: Int32, runs: Int) {
    try await LiveSimulator.serving(queries: 20, duration: 1) { simulator in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let list = try folder.write("keys", keys.joined(separator: "\n") + "\n", mode: 0o600)
      let runs = try folder.write("runs", "")
      let script = "echo >>\(runs); n=$(wc -l <\(runs)); sed -n \"$n{p;q};\\${p}\" \(list)"
      let file = try folder.write(
        "config.yaml",
        """
        sources:
          prod:
            provider: supermetrics
            base_url: \(simulator.environment["SUPERMETRICS_BASE_URL"] ?? "")
            credential: {command: [sh, -c, '\(script)']}
        """)
      let id = simulator.target.split(separator: ":").last ?? ""
      let (output, error, status) = try await Program.run(
        ["wait", "prod:\(id)", "--every", "1", "--timeout", "60s"],
        environment: ["QUERYTOP_CONFIG": file])
      return (output, error, status, try String(contentsOfFile: runs, encoding: .utf8).count)
    }
  }

  @Test func `is asked for once more, and the fresh one does`() async throws {
    let (output, error, status, runs) = try await wait(keys: ["stale-key", "demo-key"])
    #expect(status == 0 || status == 1, "\(output)\(error)")
    #expect(runs == 2)
  }

  @Test func `and is given again ends the wait with what to do`() async throws {
    let (output, error, status, runs) = try await wait(keys: ["stale-key"])
    #expect(status == 3 && runs == 2)
    #expect((output + error).contains("the command sh gives the same key again"))
  }
}
