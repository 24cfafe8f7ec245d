import Glibc

/// A program started to be measured, or to serve one that is.
final class ChildProcess {
  let id: pid_t
  /// As a shell counts it, 128 and the number for a signal; nil while it runs.
  private(set) var exitStatus: Int32?

  /// POSIX_SPAWN_SETSID, which glibc's headers show to GNU C alone.
  private static let newSession: Int32 = 0x80

  /// Starts a program with exactly this environment, nothing remembered, and no signal held back.
  init(
    _ program: String, _ arguments: [String], environment: [String: String],
    on streams: ChildStreams
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    switch streams {
    case .terminal(let path):
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | Self.newSession))
      posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    case .output(let descriptor):
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
    }
    let words = CStringList([program] + arguments)
    let settings = CStringList(environment.map { "\($0)=\($1)" } + ["QUERYTOP_STATE=off"])
    defer {
      words.free()
      settings.free()
    }
    var id = pid_t()
    let code = posix_spawn(
      &id, program, &actions, &attributes, words.pointers, settings.pointers)
    guard code == 0 else { throw BenchError(failing: "starting \(program)", code: code) }
    self.id = id
  }

  /// Looks whether it has ended.
  func hasEnded() -> Bool {
    guard exitStatus == nil else { return true }
    var word: Int32 = 0
    guard waitpid(id, &word, WNOHANG) == id else { return false }
    let signal = word & 0x7F
    exitStatus = signal == 0 ? (word >> 8) & 0xFF : 128 + signal
    return true
  }

  /// Waits until it has ended by itself.
  func waitForEnd() {
    while !hasEnded() { usleep(50) }
  }

  /// Seconds of processor time of all children that have ended, and of theirs.
  static func workOfEnded() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }

  /// Ends it if it has not ended: by `signal` and, two seconds later, by SIGKILL.
  func end(by signal: Int32 = SIGTERM) {
    for signal in [signal, SIGKILL] where !hasEnded() {
      kill(id, signal)
      for _ in 0..<400 where !hasEnded() { usleep(5000) }
    }
  }
}

/// Strings as C wants a list of them: pointers, and nil at the end.
struct CStringList {
  /// Unsafe because C takes nothing else; valid until `free`.
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  /// Gives the copies back; the list is not to be used afterwards.
  func free() {
    for pointer in pointers { Glibc.free(pointer) }
  }
}

/// Where a child reads and writes.
enum ChildStreams {
  /// On the terminal of this path, in a session of its own that the terminal controls.
  case terminal(String)
  /// Reads nothing and writes into this descriptor.
  case output(Int32)
}
