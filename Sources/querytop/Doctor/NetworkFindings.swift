import QueryHTTP

/// What `doctor` finds of the way to the servers, before one is asked.
enum NetworkFindings {
  static func all(_ authorities: CertificateAuthorities = CertificateAuthorities()) -> [Finding] {
    [certificates(authorities)]
  }

  private static func certificates(_ authorities: CertificateAuthorities) -> Finding {
    if let place = authorities.place { return .good("certificates", place) }
    // No fault by itself: a source that is asked without them has its own.
    return .note("certificates", "no CA certificates here: install ca-certificates")
  }
}
