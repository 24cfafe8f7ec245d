import Glibc

/// The terminal, lent to a command that gives a credential, for which it may have to ask a person: a passphrase, a code.
///
/// The command's process group has the foreground meanwhile, so that it reads what is typed and ^C is its own. Whoever draws on the
/// terminal leaves it first. There is one loan at a time: a second command goes without.
final class TerminalLoan {
  /// Leaves the terminal; set by who draws on it.
  static var leave: () -> Void = {}
  /// Takes the terminal again; set by who draws on it.
  static var takeAgain: () -> Void = {}
  private static var isLent = false

  /// The terminal, open for reading and writing, for the command's standard input and error.
  nonisolated let descriptor: Int32
  private var modes = termios()
  private var isEnded = false

  /// Leaves the terminal, where this process has the foreground of one, and no pager beside it in its process group that needs it.
  ///
  /// - Returns: nil where there is none to lend.
  init?() {
    guard !Self.isLent else { return nil }
    var output = stat()
    guard fstat(STDOUT_FILENO, &output) != 0 || output.st_mode & S_IFMT != S_IFIFO else {
      return nil
    }
    descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard tcgetpgrp(descriptor) == getpgrp() else {
      close(descriptor)
      return nil
    }
    Self.isLent = true
    Self.leave()
    tcgetattr(descriptor, &modes)
  }

  /// Brings the command's process group, which has just been started, to the foreground.
  func begin(group: pid_t) {
    guard !isEnded else { return }
    tcsetpgrp(descriptor, group)
    // It may have asked before, and have been stopped for it.
    kill(-group, SIGCONT)
  }

  /// Takes the terminal again, in the modes it was left in.
  func end() {
    guard !isEnded else { return }
    isEnded = true
    // From the background, as this process is until then, the calls would stop it.
    let before = signal(SIGTTOU, SIG_IGN)
    tcsetpgrp(descriptor, getpgrp())
    tcsetattr(descriptor, TCSADRAIN, &modes)
    signal(SIGTTOU, before)
    close(descriptor)
    Self.isLent = false
    Self.takeAgain()
  }
}
