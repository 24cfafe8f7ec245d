internal import QueryCore

/// What is asked of a server: to read, to make or do something, to take something away.
package enum HTTPMethod: String, Hashable, Sendable {
  case get = "GET"
  case post = "POST"
  case delete = "DELETE"
}

/// One request.
package struct HTTPRequest: Hashable, Sendable {
  /// 1 MiB: a status answer about one query.
  package static let standardBodyLimit = 1 << 20
  /// 8 MiB: a page of 1,000 queries with long errors, or a status with the first page of its result.
  package static let pageBodyLimit = 8 << 20
  /// 64 MiB: a page of rows.
  package static let resultBodyLimit = 64 << 20
  /// A status that comes slowly, and comes: 8 MiB at 35 kB a second.
  package static let standardTimeout = Duration.seconds(240)
  /// A page of rows on a slow line: 64 MiB at 37 kB a second.
  package static let resultTimeout = Duration.seconds(1800)
  /// What every request says: which answers it reads, and who asks.
  private static let standardHeaders: HTTPHeaderFields = [
    "Accept": "application/json", "User-Agent": "querytop/\(Version.current)",
  ]

  package var method: HTTPMethod
  /// Sent as JSON; nil sends none.
  package var body: [UInt8]?
  /// Absolute, https (http for the loopback, or where it is allowed), and free of credentials.
  package var url: String
  /// The standard ones, then the others, sent as they are; `Accept-Encoding` is the transport's to set.
  package var headers: HTTPHeaderFields
  /// Kept apart from `headers`, so that a request can be shown without its key.
  package var authentication: Authentication?
  /// The most bytes of body taken; a longer answer is an error, unless `takesStart`.
  package var bodyLimit: Int
  /// Whether a longer body is cut at `bodyLimit` and the rest left: for answers that say their status
  /// before their rows.
  package var takesStart: Bool
  /// From the call to the last byte of the body; an answer that stands still is given up much sooner
  /// (`ConnectionSettings.idleLimit`).
  package var timeout: Duration

  /// - Parameter headers: what is sent beside the standard ones.
  package init(
    _ method: HTTPMethod = .get, url: String, headers: HTTPHeaderFields = [:],
    authentication: Authentication? = nil,
    bodyLimit: Int = HTTPRequest.standardBodyLimit, takesStart: Bool = false,
    timeout: Duration = HTTPRequest.standardTimeout
  ) {
    self.method = method
    self.url = url
    self.headers = Self.standardHeaders
    for field in headers.fields { self.headers.append(field.name, field.value) }
    self.authentication = authentication
    self.bodyLimit = bodyLimit
    self.takesStart = takesStart
    self.timeout = timeout
  }
}
