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
  static func shell(
    _ line: String
  ) async throws -> (output: String, error: String, status: Int32) {
    try await run(["-c", line], of: "/bin/sh")
  }

  /// Runs it without a terminal.
  ///
  /// Its outputs go to files: with pipes, one could fill while the other is read. No library starts
  /// it, since tests run beside each other and a library's read gives up on a signal. It is waited for
  /// on a thread of its own, since a simulator may need those that tests share.
  ///
  /// - Returns: what it printed to standard output and standard error, and its exit status.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], of program: String? = nil
  ) async throws -> (output: String, error: String, status: Int32) {
    let path = try program ?? path
    let inherited = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("SUPERMETRICS_") && !$0.key.hasPrefix("QUERYTOP_") }
    let variables = inherited.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
    let (output, error) = (try temporaryFile(), try temporaryFile())
    defer {
      close(output)
      close(error)
    }
    guard
      let pid = spawn([path] + arguments, environment: variables, output: output, error: error)
    else { throw NotStarted(program: path) }
    let status = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        continuation.resume(returning: status)
      }
    }
    let signal = status & 0x7F
    return (
      contents(output), contents(error), signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    )
  }

  /// The program could not be started.
  struct NotStarted: Error {
    let program: String
  }

  private static func temporaryFile() throws -> Int32 {
    var name = Array("/tmp/querytop-output-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw NotStarted(program: "/tmp") }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private static func contents(_ file: Int32) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = pread(file, &chunk, chunk.count, off_t(bytes.count))
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  private static func spawn(
    _ words: [String], environment: [String], output: Int32, error: Int32
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO)
    // Test threads have nearly all signals blocked, which a child would inherit.
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    // C strings for the one call: made here, freed here.
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var pid: pid_t = 0
    return posix_spawn(&pid, words[0], &actions, &attributes, &arguments, &variables) == 0
      ? pid : nil
  }
}
