import QueryHTTP

/// How a status URL ends, with `{id}` for the id: `/v1/jobs/{id}`, `/query/batch/{id}/status`, or
/// `/query/status?schedule_id={id}`, where the parameter may also stand in the JSON of another.
package struct StatusURLPattern: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The longest URL looked at, in bytes.
  private static let longestURL = 8192

  private let segments: [String]
  /// The parameter that holds the id; nil where the path does.
  private let parameter: String?

  package init(stringLiteral pattern: String) {
    let path = pattern.prefix { $0 != "?" }
    segments = path.split(separator: "/").map(String.init)
    let query = pattern.dropFirst(path.count + 1)
    parameter = query.isEmpty ? nil : String(query.prefix { $0 != "=" })
  }

  /// The id in a URL; nil when the URL is not of this pattern.
  package func id(in text: String) -> String? {
    guard text.utf8.count <= Self.longestURL, let whole = Self.path(in: text) else { return nil }
    let local = whole.prefix { $0 != "#" }
    let path = local.prefix { $0 != "?" }
    let found = path.split(separator: "/").suffix(segments.count)
    guard found.count == segments.count,
      zip(segments, found).allSatisfy({ $0 == "{id}" || $0 == $1 })
    else { return nil }
    if let parameter { return Self.value(of: parameter, in: local.dropFirst(path.count + 1)) }
    return zip(segments, found).first { $0.0 == "{id}" }.map { String($0.1) }
  }

  /// What follows the host of a URL; the whole of a path as answers give it, relative to their host.
  private static func path(in text: String) -> Substring? {
    if text.hasPrefix("/"), !text.hasPrefix("//") { return text[...] }
    guard let parts = BaseURL.split(text), ["http", "https"].contains(parts.scheme) else {
      return nil
    }
    return parts.path
  }

  private static func value(of parameter: String, in query: Substring) -> String? {
    for pair in query.split(separator: "&") {
      let name = pair.prefix { $0 != "=" }
      let value = PercentEscapes.resolve(pair.dropFirst(name.count + 1))
      if name == parameter { return String(decoding: value, as: UTF8.self) }
      if let text = member(parameter, ofJSON: value) { return text }
    }
    return nil
  }

  private static func member(_ name: String, ofJSON bytes: [UInt8]) -> String? {
    var reader = JSONReader(bytes)
    var text: String?
    do {
      try reader.readObject { reader, key in
        if key.matches(name) { text = try reader.readText(atMost: 256) }
      }
    } catch {
      // No JSON, or half-copied JSON: the caller says that the text is not a target.
      return nil
    }
    return text
  }
}
