import Foundation
import TestSupport

/// The program under test, which the build has put beside the tests.
enum Program {
  static var path: String {
    get throws {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(filePath: tests).deletingLastPathComponent().appending(path: "querytop").path
    }
  }

  /// Runs a line of shell.
  static func shell(
    _ line: String, environment: [String: String] = [:]
  ) async throws -> (output: String, error: String, status: Int32) {
    try await run(["-c", line], environment: environment, of: "/bin/sh")
  }

  /// Runs it without a terminal.
  ///
  /// - Returns: what it printed to standard output and standard error, and its exit status.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], of program: String? = nil
  ) async throws -> (output: String, error: String, status: Int32) {
    let end = try await end(arguments, environment: environment, of: program)
    return (end.output, end.error, end.status)
  }

  /// Runs it without a terminal, and the body beside it, with no source but those of `environment`, and with nothing
  /// remembered unless that says where.
  static func end(
    _ arguments: [String], environment: [String: String] = [:], of program: String? = nil,
    _ body: (Child) async throws -> Void = { _ in }
  ) async throws -> Child.End {
    let sources = ["SUPERMETRICS_", "POLYTOMIC_", "TOOLKIT_", "QUERYTOP_"]
    let inherited = ProcessInfo.processInfo.environment
      .filter { variable in !sources.contains { variable.key.hasPrefix($0) } }
    let usual = inherited.merging(["QUERYTOP_STATE": "off"]) { $1 }
    return try await Child.run(
      [try program ?? path] + arguments, environment: usual.merging(environment) { $1 }, body)
  }
}
