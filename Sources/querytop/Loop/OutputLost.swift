import Glibc

/// Standard output did not take what was to be said.
struct OutputLost: Error, CustomStringConvertible {
  /// errno.
  let code: Int32

  var description: String {
    "standard output could not be written: \(String(cString: strerror(code)))"
  }
}
