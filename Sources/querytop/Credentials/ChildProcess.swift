internal import CPlatform
import Glibc

/// A program started without a shell, whose standard output is read here.
///
/// `end()` has to be called: it stops what still runs, reaps it and closes the pipe.
nonisolated struct ChildProcess {
  /// A system call that failed.
  struct Failure: Error, CustomStringConvertible {
    let code: Int32

    var description: String { String(cString: strerror(code)) }
  }

  private let pid: pid_t
  private let pipe: Int32
  private var isReaped = false
  /// 0 for success, 128 and the number for a signal; meaningful once it has ended.
  private(set) var status: Int32 = 0

  /// Starts a program found on PATH, in a process group of its own, with nothing to read and its
  /// standard error thrown away.
  init(_ words: [String]) throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard cplatform_pipe(&ends) == 0 else { throw Failure(code: errno) }
    // Only this end: the child's end must block as programs expect.
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    defer { close(ends[1]) }
    let (code, pid) = Self.spawn(words, output: ends[1])
    guard code == 0 else {
      close(ends[0])
      throw Failure(code: code)
    }
    self.pid = pid
    pipe = ends[0]
  }

  /// Whether it has ended; it is reaped then.
  mutating func hasEnded() -> Bool {
    guard !isReaped else { return true }
    var word: Int32 = 0
    let result = waitpid(pid, &word, WNOHANG)
    guard result == pid || (result < 0 && errno == ECHILD) else { return false }
    isReaped = true
    let signal = word & 0x7F
    status = signal == 0 ? (word >> 8) & 0xFF : 128 + signal
    return true
  }

  /// Takes what it has written so far, up to `limit` bytes in all.
  func read(into output: inout [UInt8], limit: Int) throws(Failure) {
    var chunk = [UInt8](repeating: 0, count: 4096)
    while output.count < limit {
      let count = Glibc.read(pipe, &chunk, min(chunk.count, limit - output.count))
      if count < 0, errno == EINTR { continue }
      if count < 0, errno != EAGAIN { throw Failure(code: errno) }
      guard count > 0 else { return }
      output += chunk[..<count]
    }
  }

  /// Closes the pipe; a program that still runs is ended, with all it started in its group.
  ///
  /// What a program that has ended by itself left running, such as an agent, is left alone.
  mutating func end() {
    if !isReaped {
      kill(-pid, SIGKILL)
      var word: Int32 = 0
      while waitpid(pid, &word, 0) < 0, errno == EINTR {}
      isReaped = true
    }
    close(pipe)
  }

  private static func spawn(_ words: [String], output: Int32) -> (code: Int32, pid: pid_t) {
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
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // Threads here have signals blocked, which a child would inherit.
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = [POSIX_SPAWN_SETSIGMASK, POSIX_SPAWN_SETSIGDEF, POSIX_SPAWN_SETPGROUP]
    posix_spawnattr_setflags(&attributes, flags.reduce(0) { $0 | Int16($1) })
    // C strings for the one call: made here, freed here.
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, words[0], &actions, &attributes, &arguments, environ)
    return (code, pid)
  }
}
