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
    guard StatusPath.isURL(text) else { return nil }
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
      let value = PercentEscapes.resolve(pair.dropFirst(name.count + 1))
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
}
