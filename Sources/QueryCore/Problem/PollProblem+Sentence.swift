package import FoundationEssentials

extension PollProblem {
  /// Says in one line what happened, to which target, and what to do.
  ///
  /// Holds server text: filter it before drawing.
  /// - Parameters:
  ///   - places: where the source's key and address were set.
  ///   - isAskedAgain: whether querytop goes on asking by itself, as a dashboard does and a command
  ///     that prints once does not; the sentence says which.
  package func sentence(
    about target: Target, of places: SourcePlaces, now: Date, isAskedAgain: Bool
  ) -> String {
    let source = target.source
    let later = isAskedAgain ? "querytop keeps asking" : "try again later"
    switch self {
    case .unauthorized, .noCredential:
      return keySentence(target, places, isAskedAgain: isAskedAgain)
    case .forbidden(let failure):
      let advice = failure.advice ?? "ask for access or use another key"
      return "\(source) does not let this key see \(target.named)\(Self.words(failure)): \(advice)"
    case .notFound(let failure):
      let advice =
        failure.advice ?? "check the id"
      return "\(source) does not know \(target.named)\(Self.words(failure)): \(advice)"
    case .workFailed(_, let failure):
      let then =
        isAskedAgain
        ? "probably failed, asking again before it is believed" : "probably failed: one answer"
      return "\(source) says that \(target.named) failed\(Self.words(failure)): \(then)"
    case .otherTarget(let id):
      return
        "\(source) answered about another \(target.kind.rawValue), \(id), not \(target.id): that is not believed; \(later)"
    case .noResult(let failure):
      let advice = failure.advice ?? "run it again"
      return "\(source) has no rows for \(target.named)\(Self.words(failure)): \(advice)"
    case .throttled(let until, let isTold, let failure):
      let wait = Int(max(0, until.timeIntervalSince(now)).rounded(.up))
      let then = isAskedAgain ? "polling goes on by itself" : "try again then"
      return Self.waitSentence(source, wait, isTold: isTold, failure) + then
    case .refused(let status, let failure):
      return
        "\(source) refused the request for \(target.id) (\(status))\(Self.words(failure)): check the target"
    case .serverError(let status, let failure):
      return "\(source) is in trouble (\(status))\(Self.words(failure)): \(later)"
    case .redirected(let host):
      let place = host.map { " to \($0)" } ?? ""
      return "\(source) sent a redirect\(place), which is not followed: check \(places.base)"
    case .unreachable(let reason):
      return
        "\(source) cannot be reached (\(reason)): check the network and \(places.base); \(later)"
    case .timedOut: return "\(source) did not answer in time: \(later)"
    case .unreadable(let reason):
      return
        "\(source) sent an answer that cannot be read (\(reason)): check \(places.base); \(later)"
    case .unsupported:
      return "\(source) does not offer this yet: nothing to do but wait for the provider"
    }
  }

  /// A word or two for places too small for the sentence.
  package var label: String {
    switch self {
    case .unauthorized: "credential refused"
    case .forbidden: "not allowed"
    case .notFound: "not found"
    case .workFailed: "probably failed"
    case .otherTarget: "another's answer"
    case .noResult: "no rows"
    case .throttled: "throttled"
    case .refused: "refused"
    case .serverError(let status, _): "server error \(status)"
    case .redirected: "redirected"
    case .unreachable: "unreachable"
    case .timedOut: "timed out"
    case .unreadable: "unreadable answer"
    case .noCredential: "no credential"
    case .unsupported: "not available yet"
    }
  }

  private func keySentence(
    _ target: Target, _ places: SourcePlaces, isAskedAgain: Bool
  ) -> String {
    // Who goes on asking goes on with the key it was started with.
    let then = isAskedAgain ? "start querytop again" : "try again"
    if case .noCredential(let variable) = self {
      return "no key for \(target.source): set \(variable) and \(then)"
    }
    let failure = failure ?? QueryFailure()
    let advice = failure.advice ?? "check \(places.key) and \(then)"
    return "\(target.source) refused the key\(Self.words(failure)): \(advice)"
  }

  /// Whose wait it is has to be true: some providers name none.
  private static func waitSentence(
    _ source: String, _ seconds: Int, isTold: Bool, _ failure: QueryFailure
  ) -> String {
    let why = "too many requests with this key\(words(failure))"
    return isTold
      ? "\(source) asks querytop to wait \(seconds) s: \(why); "
      : "\(source) takes no more for now: \(why); querytop waits \(seconds) s, "
  }

  private static func words(_ failure: QueryFailure) -> String {
    let parts = [failure.code, failure.message ?? failure.description].compactMap(\.self)
    return parts.isEmpty ? "" : " (" + parts.joined(separator: ": ") + ")"
  }
}

extension Target {
  /// Kind and id, for people.
  fileprivate var named: String { "\(kind.rawValue) \(id)" }
}
