/// An object's key, as bytes: compared with literals in a `switch` without a string being made of
/// it.
package struct JSONKey: Sendable {
  /// UTF-8, escapes already resolved.
  let bytes: ArraySlice<UInt8>

  /// Says whether the key is exactly `pattern`; keys are case-sensitive.
  package static func ~= (pattern: StaticString, key: JSONKey) -> Bool {
    guard pattern.utf8CodeUnitCount == key.bytes.count else { return false }
    return pattern.withUTF8Buffer { $0.elementsEqual(key.bytes) }
  }
}
