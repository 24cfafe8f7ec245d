package import QueryCore

/// A status URL as people paste it from the provider's documentation or a log.
package enum SupermetricsStatusURL {
  /// Reads `…/query/batch/{id}/status`, `…/query/status?schedule_id=x` or
  /// `…/query/status?json={"schedule_id":"x"}`.
  ///
  /// The host is not looked at: only the id is taken, and it is asked for at the configured source.
  /// - Returns: nil when the text is no such URL.
  /// - Throws: `TargetError.badID` when it is one, but its id breaks the contract.
  package static func target(in text: String, source: String) throws(TargetError) -> Target? {
    guard text.hasPrefix("https://") || text.hasPrefix("http://"), text.utf8.count <= 8192 else {
      return nil
    }
    let withoutFragment = text.prefix { $0 != "#" }
    let path = withoutFragment.prefix { $0 != "?" }
    let query = withoutFragment.dropFirst(path.count + 1)
    let parts = path.split(separator: "/").suffix(4)
    if parts.count == 4, Array(parts.prefix(2)) == ["query", "batch"], parts.last == "status" {
      return try Target(source: source, kind: .batch, id: String(parts[parts.endIndex - 2]))
    }
    guard Array(parts.suffix(2)) == ["query", "status"], let id = scheduleID(in: query) else {
      return nil
    }
    return try Target(source: source, kind: .query, id: id)
  }

  private static func scheduleID(in query: Substring) -> String? {
    for pair in query.split(separator: "&") {
      let name = pair.prefix { $0 != "=" }
      let value = decodePercent(pair.dropFirst(name.count + 1))
      if name == "schedule_id" { return String(decoding: value, as: UTF8.self) }
      if name == "json", let id = scheduleID(inJSON: value) { return id }
    }
    return nil
  }

  private static func scheduleID(inJSON bytes: [UInt8]) -> String? {
    var reader = JSONReader(bytes)
    var id: String?
    do {
      try reader.readObject { reader, key in
        if case "schedule_id" = key { id = try reader.readText(atMost: 256) }
      }
    } catch {
      // Half-copied JSON names no query; the caller says that the text is not a target.
      return nil
    }
    return id
  }

  /// Resolves `%7B` and `+`; an escape that is none stays as it is.
  private static func decodePercent(_ text: Substring) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = hexByte(rest.prefix(2)) {
        result.append(value)
        rest.removeFirst(2)
      } else {
        result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return result
  }

  private static func hexByte(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2, digits.first != UInt8(ascii: "+") else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
