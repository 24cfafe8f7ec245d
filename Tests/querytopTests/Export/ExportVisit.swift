import Foundation
import TestSupport
import Testing

/// One folder, one server, and the program told to export there.
struct ExportVisit {
  let server: ResultServer
  private let folder: TemporaryFolder

  init(_ server: ResultServer) throws {
    self.server = server
    folder = try TemporaryFolder()
  }

  /// Makes a visit and ends it after the body.
  static func to<Result>(
    _ server: @autoclosure () throws -> ResultServer,
    _ body: (ExportVisit) async throws -> Result
  ) async throws -> Result {
    let visit = try ExportVisit(try server())
    defer { visit.end() }
    return try await body(visit)
  }

  /// Closes the server and removes the folder.
  func end() {
    server.stop()
    folder.remove()
  }

  /// Exports and waits for the end; `FILE` among the words stands for the folder and a slash.
  func export(_ words: String...) async throws -> Child.End {
    try await end(of: words)
  }

  /// The same, with a body that runs beside it.
  func end(
    of words: [String], environment: [String: String] = [:],
    _ body: (Child) async throws -> Void = { _ in }
  ) async throws -> Child.End {
    try await Program.end(
      ["export"] + words.map { $0.replacing("FILE/", with: folder.path("")) },
      environment: server.environment.merging(environment) { $1 }, body)
  }

  /// Runs a line of shell in the folder, in which `querytop` is the program.
  func shell(_ line: String) async throws -> Child.End {
    let program = try Program.path
    return try await Program.end(
      ["-c", "querytop() { '\(program)' \"$@\"; }; cd '\(folder.path(""))' && \(line)"],
      environment: server.environment, of: "/bin/sh")
  }

  func write(_ name: String, _ text: String) throws { _ = try folder.write(name, text) }

  /// The bytes of a file in the folder; nil where there is none.
  func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: folder.path(name)).map(Array.init)
  }

  func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

  /// The note beside the partial file of a name.
  func note(_ name: String) throws -> JSONValue? {
    guard let bytes = bytes(name + ".partial.json"), !bytes.isEmpty else { return nil }
    return try JSONValue(bytes)
  }

  /// Waits until the note of a file tells of rows; a minute at the most, which only a program that
  /// does nothing takes.
  func firstRows(of name: String) async throws {
    for _ in 0..<6000 {
      if let rows = try note(name)?["rows"]?.integer, rows > 0 { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("no rows of \(name) came")
  }

  /// What is in the folder.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted()
  }
}
