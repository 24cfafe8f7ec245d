import Glibc

/// The two functions of the C library that its Swift module leaves out, found by name.
struct CLibrary {
  private let widthOf: @convention(c) (wchar_t) -> CInt
  /// Its version, as `2.36`.
  let version: String

  init?() {
    guard let handle = dlopen(nil, RTLD_NOW), let width = dlsym(handle, "wcwidth"),
      let version = dlsym(handle, "gnu_get_libc_version")
    else { return nil }
    // A symbol has no type; these are the ones <wchar.h> and <gnu/libc-version.h> declare.
    widthOf = unsafeBitCast(width, to: (@convention(c) (wchar_t) -> CInt).self)
    let name = unsafeBitCast(
      version, to: (@convention(c) () -> UnsafePointer<CChar>).self)
    self.version = String(cString: name())
  }

  /// Columns of a scalar in this thread's locale; -1 where it has none.
  func width(_ scalar: Unicode.Scalar) -> Int { Int(widthOf(wchar_t(scalar.value))) }

  /// Runs a body with the locale C.UTF-8 on this thread; nil where the system has none.
  static func inUTF8<Result>(_ body: () throws -> Result) rethrows -> Result? {
    guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return nil }
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    return try body()
  }
}
