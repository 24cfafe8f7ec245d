package import FoundationEssentials
package import QueryCore

/// Query-runner tasks of a Polytomic organization.
package struct PolytomicSource: QuerySource {
  /// The provider's own name, which a source has unless it is configured under another.
  package static let standardName = "polytomic"
  package static let standardBase = "https://app.polytomic.com"
  /// Where the API lives below the base; every link of an answer must stay inside.
  package static let pathPrefix = "/api/"
  /// Sent always: the documentation disagrees about what a request without it gets.
  package static let version = "2025-09-18"
  /// What a key starts with that is an organization's, written `basic:ORGANIZATION:KEY`.
  package static let basicPrefix = "basic:"

  package let name: String
  private let base: BaseURL
  private let authentication: Authentication
  private let poll: SinglePoll
  private let now: @Sendable () -> Date

  /// - Parameter now: the wall clock, against which waits are dated.
  package init(
    name: String = PolytomicSource.standardName, base: BaseURL, authentication: Authentication,
    transport: any HTTPTransport, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.name = name
    self.base = base
    self.authentication = authentication
    poll = SinglePoll(transport: transport)
    self.now = now
  }

  /// Makes a source whose credential is a key as people set it, see `authentication(key:)`.
  ///
  /// - Throws: `CredentialError`, which never holds the key.
  package init(
    name: String = PolytomicSource.standardName, base: BaseURL, credential: Credential,
    transport: any HTTPTransport
  ) throws(CredentialError) {
    self.init(
      name: name, base: base, authentication: try Self.authentication(credential),
      transport: transport)
  }

  /// Reads a key as people set it: a user's token as it is, an organization's behind `basic:`.
  ///
  /// - Throws: `CredentialError`, which never holds the key.
  package static func authentication(key: String) throws(CredentialError) -> Authentication {
    guard key.hasPrefix(basicPrefix) else { return .bearer(try Credential(key)) }
    return .basic(try Credential(String(key.dropFirst(basicPrefix.count))))
  }

  /// Reads a key as people set it, see `authentication(key:)`.
  @Sendable package static func authentication(
    _ credential: Credential
  ) throws(CredentialError) -> Authentication {
    try authentication(key: credential.reveal())
  }

  package func poll(
    _ target: Target, previous: TargetSnapshot?
  ) async throws(CancellationError) -> PollOutcome {
    guard target.kind == .query else { return PollOutcome(.failure(.unsupported), requests: 0) }
    guard Self.isUUID(target.id) else {
      return PollOutcome(.failure(.notFound(Self.badID)), requests: 0)
    }
    return try await poll.send(request(target.id)) { try answer($0) }
  }

  package func results(of target: Target) -> (any ResultSource)? {
    guard target.kind == .query, Self.isUUID(target.id) else { return nil }
    return PolytomicResults(
      sourceName: name, first: request(target.id), base: base, transport: poll.transport
    ) { [self] response in
      let problem = problem(response, ErrorBody.decode(response.body) ?? QueryFailure())
      if case .notFound(let failure) = problem { return .noResult(failure) }
      return problem
    }
  }

  private func request(_ id: String) -> HTTPRequest {
    HTTPRequest(
      url: base.text + Self.pathPrefix + "queries/" + id,
      headers: ["X-Polytomic-Version": Self.version],
      authentication: authentication, bodyLimit: HTTPRequest.pageBodyLimit)
  }

  private func answer(_ response: HTTPResponse) throws -> PollAnswer {
    guard (200...299).contains(response.status) else {
      throw problem(response, ErrorBody.decode(response.body) ?? QueryFailure())
    }
    let task = try PolytomicQueryResponse(decoding: response.body)
    guard let status = task.status else {
      throw PollProblem.unreadable("the answer holds no data.status")
    }
    let detail = QueryDetail(
      failure: task.failure, resultRows: task.count, resultColumns: task.fields,
      expiresAt: task.expiresAt, rawAnswer: String.cut(response.body, to: 64 << 10))
    return PollAnswer(
      state: PolytomicStatus.state(status), providerStatus: status, detail: .query(detail),
      failure: task.failure)
  }

  private func problem(_ response: HTTPResponse, _ said: QueryFailure) -> PollProblem {
    let problem = PollProblem(refusal: response, said: said, now: now())
    guard case .notFound(var failure) = problem else { return problem }
    failure.advice = Self.notFoundAdvice
    return .notFound(failure)
  }

  /// One status stands for two causes, and nothing in the answer tells which it is.
  private static let notFoundAdvice = """
    it is unknown or has expired, or another user created it: \
    check the id, and use the key of the user who ran the query
    """

  private static let badID = QueryFailure(
    message: "it is no UUID",
    advice: "write the id as the run-query answer gave it, 36 characters with four dashes")

  /// Says whether an id has the form 8-4-4-4-12 of hexadecimal digits (RFC 9562 §4).
  static func isUUID(_ id: String) -> Bool {
    let groups = id.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12]
      && groups.joined().allSatisfy { byte in
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
      }
  }
}
