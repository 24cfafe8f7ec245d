/// The way to one source's server.
package struct ConnectionSettings: Sendable {
  /// Whether other machines than this one may be asked without TLS.
  package var allowsHTTP = false
  /// Where connections are made through; nil asks directly.
  package var proxy: HTTPProxy?
  /// Who is trusted beside this machine's own authorities.
  package var authorities = AddedAuthorities()
  /// How long an answer may stand still, its first byte awaited included.
  package var idleLimit = Duration.seconds(30)

  /// Directly, and trusting this machine's authorities alone.
  package init() {}
}

/// What is known of the way to a server once it has been gone.
package struct ConnectionFacts: Hashable, Sendable {
  /// How addresses are written.
  package enum Family: String, Hashable, Sendable {
    case v4 = "IPv4"
    case v6 = "IPv6"
  }

  /// That of the last connection: to the proxy, where there is one.
  package var family: Family?
  /// The server's clock less this machine's, by the last answer's `Date`, in whole seconds.
  package var clockOffset: Int?
}
