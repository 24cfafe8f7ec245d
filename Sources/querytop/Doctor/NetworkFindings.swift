import QueryHTTP

/// What `doctor` finds of the way to the servers.
enum NetworkFindings {
  /// A clock that is off by this many seconds is worth telling: certificates and waits are read by it.
  private static let notableOffset = 60

  /// What can be told before one is asked.
  static func all(
    _ environment: [String: String],
    _ authorities: CertificateAuthorities = CertificateAuthorities()
  ) -> [Finding] {
    let added = AddedAuthorities(environment: environment)
    return [certificates(authorities, added)]
      + added.problems.map { .note("certificates", "\($0.setting): \($0)") }
  }

  private static func certificates(
    _ authorities: CertificateAuthorities, _ added: AddedAuthorities
  ) -> Finding {
    let places = [authorities.place].compactMap(\.self) + added.places
    if !places.isEmpty { return .good("certificates", places.joined(separator: ", ")) }
    // No fault by itself: a source that is asked without them has its own.
    return .note("certificates", "no CA certificates here: install ca-certificates")
  }

  /// How a source's server was reached: proxy, added trust, family of addresses, clock.
  ///
  /// - Parameter authorityFile: the source's own, of the configuration.
  static func way(
    to source: String, _ transport: AsyncHTTPTransport, trusting authorityFile: String?
  ) -> Finding {
    let facts = transport.facts
    let path = transport.settings.proxy.map { "through the proxy \($0) (\($0.setting))" }
    var words = "asked \(path ?? "directly")"
    if let family = facts.family { words += ", by \(family.rawValue)" }
    if let authorityFile { words += ", trusting \(authorityFile) too" }
    guard let offset = facts.clockOffset else { return .good(source, words) }
    guard abs(offset) > notableOffset else { return .good(source, "\(words), clocks agree") }
    let side = offset > 0 ? "ahead of" : "behind"
    return .note(
      source, "\(words); its clock is \(abs(offset)) s \(side) this machine's: one is wrong")
  }
}
