/// The proxies a process's environment names, by the variables most programs go by.
///
/// `https_proxy` is for https, `http_proxy` for http, `all_proxy` for what has none of its own, `no_proxy` lists what is
/// asked directly. Lower case counts before upper case, and an empty variable is an unset one (as in curl).
package struct ProxyEnvironment: Sendable {
  private let environment: [String: String]
  private let exceptions: ProxyExceptions

  package init(_ environment: [String: String]) {
    self.environment = environment
    exceptions = ProxyExceptions(Self.value("NO_PROXY", environment)?.value ?? "")
  }

  /// The proxy for what lies at an address; nil where it is asked directly, as this machine's loopback always is.
  ///
  /// - Throws: `HTTPProxyError`, naming the variable.
  package func proxy(for base: BaseURL) throws(HTTPProxyError) -> HTTPProxy? {
    guard let origin = HTTPOrigin(base.text), !BaseURL.isLoopback(origin.host),
      !exceptions.contains(origin)
    else { return nil }
    let own = origin.scheme == "https" ? "HTTPS_PROXY" : "HTTP_PROXY"
    // What runs for a web server has the client's `Proxy` header in that variable (CVE-2016-5385).
    let isForged = own == "HTTP_PROXY" && environment["REQUEST_METHOD"] != nil
    let set =
      (isForged ? nil : Self.value(own, environment)) ?? Self.value("ALL_PROXY", environment)
    guard let set else { return nil }
    return try HTTPProxy(parsing: set.value, setting: set.name)
  }

  /// Every text of a proxy variable that no message may hold.
  package var secrets: [String] {
    ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"].flatMap { [$0, $0.lowercased()] }.flatMap { name in
      do throws(HTTPProxyError) {
        return try environment[name].map { value throws(HTTPProxyError) in
          try HTTPProxy(parsing: value, setting: name).secrets
        } ?? []
      } catch {
        // What cannot be read is shown nowhere either.
        return []
      }
    }
  }

  private static func value(
    _ name: String, _ environment: [String: String]
  ) -> (name: String, value: String)? {
    for name in [name.lowercased(), name] {
      if let value = environment[name]?.trimmed, !value.isEmpty { return (name, value) }
    }
    return nil
  }
}

extension String {
  /// Without the blanks around it.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
