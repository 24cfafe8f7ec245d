import Glibc

/// What the next JSON value is, told by its first byte.
package enum JSONKind: Hashable, Sendable {
  case object
  case array
  case string
  case number
  case bool
  case null
}

/// An object's key, as bytes: compared with literals in a `switch` without a string being made of
/// it.
package struct JSONKey: Sendable {
  /// UTF-8, escapes already resolved.
  let bytes: ArraySlice<UInt8>

  /// Says whether the key is exactly `name`, as `~=` does for a literal.
  package func matches(_ name: String) -> Bool { name.utf8.elementsEqual(bytes) }

  /// Says whether the key is exactly `pattern`; keys are case-sensitive.
  package static func ~= (pattern: StaticString, key: JSONKey) -> Bool {
    guard pattern.utf8CodeUnitCount == key.bytes.count else { return false }
    // Compared as memory: a reader asks this of each key as often as it knows names.
    return pattern.withUTF8Buffer { name in
      key.bytes.withUnsafeBytes { bytes in
        guard let left = bytes.baseAddress, let right = name.baseAddress else { return true }
        return memcmp(left, right, bytes.count) == 0
      }
    }
  }
}
