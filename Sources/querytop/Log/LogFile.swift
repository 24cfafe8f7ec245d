import Glibc
import NIOConcurrencyHelpers
import QueryHTTP

/// A log of bounded size that only its owner can read, and that holds no key.
///
/// A full file is renamed to `PATH.1`, over the one of before, and begun anew: both together never
/// exceed twice the limit. `-` and `/dev/stderr` are standard error instead. What cannot be written later is lost in silence: the log must not stop
/// the watch.
nonisolated final class LogFile: Sendable {
  /// 5 MiB.
  static let standardLimit = 5 << 20

  private struct State {
    var descriptor: Int32
    var size: Int
  }

  /// Nil is standard error, which is nobody's to bound.
  private let path: PathBytes?
  private let limit: Int
  private let redactor: Redactor
  private let state: NIOLockedValueBox<State>

  /// Whether a path means standard error.
  static func isStandardError(_ path: PathBytes) -> Bool {
    ["-", "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2"].contains { path == PathBytes($0) }
  }

  /// Opens the file for appending and makes it readable for its owner alone; a link is not followed, and a file that has another name
  /// besides is not written to.
  ///
  /// - Throws: `LogProblem`.
  init(
    _ path: PathBytes, limit: Int = LogFile.standardLimit, redactor: Redactor
  ) throws(LogProblem) {
    self.limit = limit
    self.redactor = redactor
    if Self.isStandardError(path) {
      self.path = nil
      let descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)
      guard descriptor >= 0 else { throw LogProblem(path: path.text, code: errno) }
      state = NIOLockedValueBox(State(descriptor: descriptor, size: 0))
    } else {
      self.path = path
      state = NIOLockedValueBox(try Self.open(path))
    }
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
      if let path, state.size + count > limit { rotate(path, &state) }
      guard state.descriptor >= 0, Descriptor.write(text, to: state.descriptor) else { return }
      state.size += count
    }
  }

  private func rotate(_ path: PathBytes, _ state: inout State) {
    if state.descriptor >= 0 { close(state.descriptor) }
    state.descriptor = -1
    // Where it cannot be moved away, nothing more is written: the bound holds.
    guard rename(path.cString, path.appending(".1").cString) == 0 else { return }
    do { state = try Self.open(path) } catch { state.size = 0 }
  }

  private static func open(_ path: PathBytes) throws(LogProblem) -> State {
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = Glibc.open(path.cString, flags, 0o600)
    guard descriptor >= 0 else { throw LogProblem(path: path.text, code: errno) }
    var status = stat()
    do throws(LogProblem) {
      guard fstat(descriptor, &status) == 0 else { throw LogProblem(path: path.text, code: errno) }
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw LogProblem(path: path.text, code: EINVAL)
      }
      guard status.st_nlink == 1 else { throw LogProblem(path: path.text, code: EMLINK) }
      guard fchmod(descriptor, 0o600) == 0 else { throw LogProblem(path: path.text, code: errno) }
    } catch {
      close(descriptor)
      throw error
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
    let reason =
      switch code {
      case ELOOP: "it is a link, which is not followed"
      case EMLINK: "it has another name too (a hard link): choose another file"
      case EINVAL: "it is no ordinary file: use - for standard error"
      default: String(cString: strerror(code))
      }
    return "the log \(path) cannot be written: \(reason)"
  }
}
