import FoundationEssentials
package import QueryCore
import QueryHTTP
package import ResultTables

/// The rows of one ended query or job: it knows URLs and decoding, and nothing of pace or windows.
package protocol ResultSource: Sendable {
  /// The source whose credential it uses, as in `SOURCE:KIND/ID`.
  var sourceName: String { get }
  /// Where the source's key and address were set.
  var places: SourcePlaces { get }
  var access: ResultAccess { get }

  /// Asks once for a page of rows.
  ///
  /// - Throws: `PollProblem` for whatever goes wrong, `noResult` among it where there are no rows or
  ///   no more; `CancellationError` when the task was cancelled.
  @concurrent func page(_ request: ResultPageRequest) async throws -> ResultPageAnswer
}

extension ResultSource {
  package var places: SourcePlaces { SourcePlaces(configured: sourceName) }
}

/// One request for rows and what every provider's answer to it has in common.
struct ResultExchange: Sendable {
  private let transport: any HTTPTransport
  private let decoder: ResultPageDecoder
  private let now: @Sendable () -> Date

  /// - Parameter now: the wall clock, from which waits count.
  init(
    transport: any HTTPTransport, layout: ResultLayout, now: @escaping @Sendable () -> Date
  ) {
    self.transport = transport
    self.now = now
    decoder = ResultPageDecoder(
      layout: layout, limits: ResultDecodeLimits(bodyBytes: HTTPRequest.resultBodyLimit))
  }

  /// Sends a request, with the limits of an answer that is a page of rows, and reads the page.
  ///
  /// - Parameters:
  ///   - refuse: makes the problem of an answer that is no success.
  ///   - read: makes the answer of the rows and the rest of the JSON; throws the `PollProblem` or
  ///     `JSONError` that is in its way.
  /// - Throws: `PollProblem`, or `CancellationError` when the task was cancelled.
  func send(
    _ request: HTTPRequest, refusing refuse: (HTTPResponse) -> PollProblem,
    reading read: (DecodedResult) throws -> ResultPageAnswer
  ) async throws -> ResultPageAnswer {
    var request = request
    request.bodyLimit = HTTPRequest.resultBodyLimit
    request.takesStart = false
    request.timeout = HTTPRequest.resultTimeout
    do {
      let response = try await transport.send(request)
      guard (200...299).contains(response.status) else { throw refuse(response) }
      let decoded = try decoder.decode(response.body)
      var answer = try read(decoded)
      answer.repair = decoded.repair
      answer.budget = RequestBudget(response.headers)
      answer.wait = RetryAfter.wait(response.headers, now: now())
      return answer
    } catch {
      throw try PollProblem(caught: error)
    }
  }
}

extension DecodedResult {
  /// Makes sure that rows are there, at least an empty list of them.
  ///
  /// - Parameters:
  ///   - announced: rows of the whole result, where the answer says; without any there need be no list.
  ///   - first: the first row asked for; behind the last there need be no list either.
  /// - Throws: `PollProblem.noResult`.
  func requireRows(announced: Int?, behind first: Int? = nil) throws(PollProblem) {
    guard shape == .none, announced.map({ $0 > first ?? 0 }) ?? true else { return }
    throw .noResult(
      QueryFailure(
        message: "its answer says that it succeeded, and holds nothing where the rows belong",
        advice: "export again, or run it again"))
  }
}

extension QueryFailure {
  /// Why a query or job in a state has no rows: what it says itself, or else its state.
  static func noRows(
    of kind: TargetKind, in state: QueryState, saying failure: QueryFailure?
  ) -> QueryFailure {
    var said = failure ?? QueryFailure(message: "the \(kind.rawValue) is \(state.word)")
    if said.advice == nil {
      said.advice =
        state.isTerminal
        ? "only what succeeded has rows" : "rows come when the \(kind.rawValue) has succeeded"
    }
    return said
  }
}
