import Foundation
import Glibc

/// The program under test, which the build has put beside the tests.
enum Program {
  static var path: String {
    get throws {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(filePath: tests).deletingLastPathComponent().appending(path: "querytop").path
    }
  }

  /// Runs a line of shell.
  static func shell(_ line: String) throws -> (output: String, error: String, status: Int32) {
    try run(["-c", line], of: "/bin/sh")
  }

  /// Runs it without a terminal.
  ///
  /// - Returns: what it printed to standard output and standard error, and its exit status.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], of program: String? = nil
  ) throws -> (output: String, error: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: try program ?? path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("SUPERMETRICS_") }
      .merging(environment) { $1 }
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      String(decoding: printed, as: UTF8.self), String(decoding: complained, as: UTF8.self),
      process.terminationStatus
    )
  }
}
