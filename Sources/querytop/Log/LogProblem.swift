import Glibc

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
