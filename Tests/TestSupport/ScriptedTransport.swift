import NIOConcurrencyHelpers
package import QueryHTTP

/// A network of prepared answers, by what the URL ends with; the last answer of a list is given
/// again and again.
package final class ScriptedTransport: HTTPTransport {
  /// One prepared answer.
  package typealias Answer = Result<HTTPResponse, TransportError>

  private struct State {
    var answers: [String: [Answer]]
    var requests: [HTTPRequest] = []
  }

  private let state: NIOLockedValueBox<State>

  /// - Parameter answers: by a text the URL holds; of several that match, the longest counts.
  package init(_ answers: [String: [Answer]]) {
    state = NIOLockedValueBox(State(answers: answers))
  }

  /// Every request so far, in order.
  package var requests: [HTTPRequest] { state.withLockedValue(\.requests) }

  /// Replaces the answers to URLs that hold `text`.
  package func answer(_ text: String, with answers: [Answer]) {
    state.withLockedValue { $0.answers[text] = answers }
  }

  package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    try Task.checkCancellation()
    let answer: Answer? = state.withLockedValue { state in
      state.requests.append(request)
      let matches = state.answers.keys.filter { request.url.contains($0) }
      guard let key = matches.max(by: { $0.utf8.count < $1.utf8.count }),
        let first = state.answers[key]?.first
      else { return nil }
      if state.answers[key]?.count ?? 0 > 1 { state.answers[key]?.removeFirst() }
      return first
    }
    return try (answer ?? .failure(.unreachable("no answer is scripted"))).get()
  }
}
