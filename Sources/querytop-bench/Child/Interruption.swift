import Glibc

/// The signals that ask for the end, held back so that no child outlives the measuring.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Holds the signals back from now on; children are started without this.
  static func hold() {
    var held = sigset_t()
    sigemptyset(&held)
    for signal in signals { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, nil)
  }

  /// Says whether one has come.
  ///
  /// - Throws: `BenchError` when it has, so that whoever started a child ends it on the way out.
  static func check() throws {
    var pending = sigset_t()
    guard sigpending(&pending) == 0 else { return }
    for signal in signals where sigismember(&pending, signal) == 1 {
      throw BenchError("stopped by signal \(signal)")
    }
  }
}
