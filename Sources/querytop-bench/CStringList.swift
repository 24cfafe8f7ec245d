import Glibc

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
