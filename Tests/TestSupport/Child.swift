import Subprocess
import SystemPackage

/// A program started by a test.
package struct Child: Sendable {
  /// What a program left behind when it ended.
  package struct End: Sendable {
    package let outputBytes: [UInt8]
    package let error: String
    /// The exit status, or 128 + signal.
    package let status: Int32

    package var output: String { String(decoding: outputBytes, as: UTF8.self) }
  }

  private let execution: Execution<NoInput, BytesOutput, BytesOutput>

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - words: its name, found on PATH, or its path, and its arguments.
  ///   - environment: all of its variables; nil for those of this process.
  ///   - body: runs beside it; the program is killed when it throws.
  package static func run(
    _ words: [String], environment: [String: String]? = nil,
    _ body: (Child) async throws -> Void = { _ in }
  ) async throws -> End {
    let result = try await Subprocess.run(
      words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
      arguments: Arguments(Array(words.dropFirst())),
      environment: environment.map { .custom($0.map { Array("\($0.key)=\($0.value)\0".utf8) }) }
        ?? .inherit,
      input: .none, output: .bytes(limit: 64 << 20), error: .bytes(limit: 64 << 20)
    ) { try await body(Child(execution: $0)) }
    let status =
      switch result.terminationStatus {
      case .exited(let status): status
      case .signaled(let signal): 128 + signal
      }
    return End(
      outputBytes: result.standardOutput,
      error: String(decoding: result.standardError, as: UTF8.self), status: status)
  }

  /// Sends it a signal.
  package func kill(_ signal: Int32) throws {
    try execution.send(signal: Signal(rawValue: signal))
  }
}
