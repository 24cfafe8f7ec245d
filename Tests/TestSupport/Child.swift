import Foundation
import Glibc

/// A program started by a test, whose outputs go to files: with pipes, one could fill while the other
/// is read, and whoever it leaves behind would keep them open.
///
/// No library starts it: a child is to begin with no signal blocked, and test threads have nearly all
/// blocked.
package final class Child: Sendable {
  /// What a program left behind when it ended.
  package struct End: Sendable {
    package let outputBytes: [UInt8]
    package let error: String
    /// The exit status, or 128 + signal.
    package let status: Int32

    package var output: String { String(decoding: outputBytes, as: UTF8.self) }
  }

  /// The program could not be started.
  package struct NotStarted: Error {
    package let program: String
  }

  private let id: pid_t
  private let outputFile: Int32
  private let errorFile: Int32

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: its name, found on PATH, or its path, and its arguments.
  ///   - environment: all of its variables; nil for those of this process.
  package init(_ words: [String], environment: [String: String]? = nil) throws {
    outputFile = try Self.temporaryFile()
    errorFile = try Self.temporaryFile()
    let environment = environment ?? ProcessInfo.processInfo.environment
    guard
      let id = Self.spawn(
        words, environment.map { "\($0.key)=\($0.value)" }, output: outputFile, error: errorFile)
    else {
      close(outputFile)
      close(errorFile)
      throw NotStarted(program: words[0])
    }
    self.id = id
  }

  deinit {
    close(outputFile)
    close(errorFile)
  }

  /// Sends it a signal; not to be called after it has ended.
  package func kill(_ signal: Int32) {
    Glibc.kill(id, signal)
  }

  /// Waits on this thread until it has ended; to be called once, as `ended()`.
  package func wait() -> End {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return End(
      outputBytes: Self.contents(outputFile),
      error: String(decoding: Self.contents(errorFile), as: UTF8.self),
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
  }

  /// Waits until it has ended, on a thread of its own, since a server in this process may need those
  /// that tests share.
  package func ended() async -> End {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: self.wait()) }
    }
  }

  private static func temporaryFile() throws -> Int32 {
    var name = Array("/tmp/querytop-output-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw NotStarted(program: "/tmp") }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private static func contents(_ file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = pread(file, &chunk, chunk.count, off_t(bytes.count))
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  private static func spawn(
    _ words: [String], _ environment: [String], output: Int32, error: Int32
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
    return posix_spawnp(&pid, words[0], &actions, &attributes, &arguments, &variables) == 0
      ? pid : nil
  }
}
