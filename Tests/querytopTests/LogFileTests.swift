import Dispatch
import Foundation
import Glibc
import QueryHTTP
import Testing

@testable import querytop

@Suite("The log") struct LogFileTests {
  private func mode(_ path: String) -> mode_t {
    var status = stat()
    stat(path, &status)
    return status.st_mode & 0o777
  }

  private func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  @Test func `is its owner's alone, also where it was there before`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("log", "old\n", mode: 0o644)
    let log = try LogFile(PathBytes(path), redactor: Redactor())
    log.write("new")
    #expect(mode(path) == 0o600)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old\nnew\n")
  }

  @Test func `never exceeds its bound and keeps one file of old lines`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path("log")
    let log = try LogFile(PathBytes(path), limit: 1000, redactor: Redactor())
    for number in 0..<500 {
      log.write("line \(number)")
      #expect(size(path) <= 1000 && size(path + ".1") <= 1000)
    }
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    #expect(kept.hasSuffix("line 499\n"))
    #expect(mode(path) == 0o600 && mode(path + ".1") == 0o600)
  }

  @Test func `is not written through a link, a folder or a device`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    symlink(folder.path("elsewhere"), folder.path("link"))
    for path in [folder.path("link"), folder.path(""), "/dev/full", "/nowhere/log"] {
      #expect(throws: LogProblem.self) { try LogFile(PathBytes(path), redactor: Redactor()) }
    }
  }

  @Test func `is not written to a file that has another name`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("log", "precious\n")
    link(path, folder.path("other"))
    #expect(throws: LogProblem.self) { try LogFile(PathBytes(path), redactor: Redactor()) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious\n")
    #expect(mode(path) == 0o644)
  }

  @Test(arguments: ["-", "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2"])
  func `may be standard error, file or pipe`(log: String) async throws {
    try await LiveSimulator.serving(queries: 20, duration: 1) { simulator in
      let (output, error, _) = try await Program.run(
        ["wait", "--every", "1", "--timeout", "60s", "--log", log, simulator.target],
        environment: simulator.environment)
      #expect(error.contains(#""event":"poll""#) && output.hasPrefix("TARGET"), "\(error)")
    }
  }

  @Test func `is not drawn over the dashboard`() async throws {
    let watch = "'\(try Program.path)' watch --log - toolkit:job/x"
    let end = try await Program.shell("script -qec \"\(watch)\" /dev/null")
    #expect(end.status == 64 && end.output.contains("standard error is the terminal"), "\(end)")
  }
}
