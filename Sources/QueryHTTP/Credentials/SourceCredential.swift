import NIOConcurrencyHelpers

/// The key of one source at one origin, which may be replaced by a fresher one while the source is
/// at work.
package final class SourceCredential: Sendable {
  /// The only origin the key may be sent to; nil where its base has none, and nothing is sent.
  package let origin: HTTPOrigin?
  private let place: String
  private let scheme: AuthenticationScheme
  /// Whether the key is in a file, which may be read at any time without troubling a person.
  package let isInFile: Bool
  private let fetch: (@Sendable () async throws -> Credential)?
  private let box: NIOLockedValueBox<Authentication>

  /// Takes the first key.
  ///
  /// - Parameters:
  ///   - place: where the key comes from, for people.
  ///   - fetch: reads it anew; nil where nothing fresher can be had, as from the environment that a
  ///     process was started with. Errors are shown to people and must not hold a key.
  ///   - isInFile: whether that reads a file, and nothing more.
  /// - Throws: `CredentialError`.
  package init(
    _ credential: Credential, base: BaseURL, place: String,
    fetch: (@Sendable () async throws -> Credential)? = nil, isInFile: Bool = false,
    scheme: AuthenticationScheme
  ) throws(CredentialError) {
    origin = HTTPOrigin(base.text)
    self.place = place
    self.scheme = scheme
    self.fetch = fetch
    self.isInFile = isInFile
    box = NIOLockedValueBox(try scheme.authentication(credential))
  }

  /// The newest key, as it is sent.
  package var current: Authentication { box.withLockedValue { $0 } }

  /// Whether the key goes to another machine without TLS.
  package var isSentInClear: Bool {
    guard let origin else { return false }
    return origin.scheme == "http" && !BaseURL.isLoopback(origin.host)
  }

  /// Whether a fresher key may be had.
  package var isRenewable: Bool { fetch != nil }

  /// Reads the key anew; from now on it is what requests are sent with.
  ///
  /// - Throws: `CancellationError` alone; what goes wrong otherwise is the advice.
  package func renew() async throws(CancellationError) -> CredentialRenewal {
    guard let fetch else { return .none(advice: nil) }
    do {
      let fresh = try scheme.authentication(try await fetch())
      let isOther = box.withLockedValue { current in
        defer { current = fresh }
        return current != fresh
      }
      return isOther ? .fresh : .none(advice: "\(place) gives the same key again: mend it there")
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return .none(advice: "a fresh one could not be had (\(error))")
    }
  }
}

/// What came of looking for a fresher key.
package enum CredentialRenewal: Hashable, Sendable {
  /// There is another key now.
  case fresh
  /// There is none; holds what to do about it, nil where that is what it always is.
  case none(advice: String?)
}
