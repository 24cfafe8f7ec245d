import Glibc
import NIOConcurrencyHelpers
import QueryHTTP

/// A log of bounded size that only its owner can read, and that holds no key.
///
/// A full file is renamed to `PATH.1`, over the one of before, and begun anew: both together never
/// exceed twice the limit. What cannot be written later is lost in silence: the log must not stop
/// the watch.
nonisolated final class LogFile: Sendable {
  /// 5 MiB.
  static let standardLimit = 5 << 20

  private struct State {
    var descriptor: Int32
    var size: Int
  }

  private let path: String
  private let limit: Int
  private let redactor: Redactor
  private let state: NIOLockedValueBox<State>

  /// Opens the file for appending and makes it readable for its owner alone; a link is not followed.
  ///
  /// - Throws: `LogProblem`.
  init(
    _ path: String, limit: Int = LogFile.standardLimit, redactor: Redactor
  ) throws(LogProblem) {
    self.path = path
    self.limit = limit
    self.redactor = redactor
    state = NIOLockedValueBox(try Self.open(path))
  }

  deinit {
    let descriptor = state.withLockedValue(\.descriptor)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Writes one line, cleaned of keys; a line longer than the limit is left out.
  func write(_ line: String) {
    let text = redactor.clean(line) + "\n"
    let count = text.utf8.count
    guard count <= limit else { return }
    state.withLockedValue { state in
      if state.size + count > limit { rotate(&state) }
      guard state.descriptor >= 0, Descriptor.write(text, to: state.descriptor) else { return }
      state.size += count
    }
  }

  private func rotate(_ state: inout State) {
    if state.descriptor >= 0 { close(state.descriptor) }
    state.descriptor = -1
    // Where it cannot be moved away, nothing more is written: the bound holds.
    guard rename(path, path + ".1") == 0 else { return }
    do { state = try Self.open(path) } catch { state.size = 0 }
  }

  private static func open(_ path: String) throws(LogProblem) -> State {
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = Glibc.open(path, flags, 0o600)
    guard descriptor >= 0 else { throw LogProblem(path: path, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      fchmod(descriptor, 0o600) == 0
    else {
      let code = status.st_mode & S_IFMT == S_IFREG ? errno : EINVAL
      close(descriptor)
      throw LogProblem(path: path, code: code)
    }
    return State(descriptor: descriptor, size: Int(status.st_size))
  }
}

/// A log that cannot be written.
nonisolated struct LogProblem: Error, CustomStringConvertible {
  let path: String
  /// errno.
  let code: Int32

  var description: String {
    let isLink = code == ELOOP
    let reason = isLink ? "it is a link, which is not followed" : String(cString: strerror(code))
    return "the log \(path) cannot be written: \(reason)"
  }
}
