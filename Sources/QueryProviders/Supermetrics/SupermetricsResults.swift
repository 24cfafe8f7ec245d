import FoundationEssentials
package import QueryCore
import QueryHTTP
package import ResultTables

/// The rows of one Supermetrics query, asked for by number at its status endpoint.
///
/// `results_url` of a batch is not followed: the schedule id gives the same rows at the source's own
/// address.
package struct SupermetricsResults: ResultSource {
  /// The most rows one answer holds: with the header row, the contract's 10,000 items.
  package static let pageRows = 9_999
  /// The last row that can be asked for, from 0: the contract's largest `offset_end`.
  package static let lastRow = 1_000_000

  package let sourceName: String
  package let places: SourcePlaces
  private let id: String
  private let requests: SupermetricsRequests
  private let exchange: ResultExchange
  private let now: @Sendable () -> Date

  init(id: String, of source: SupermetricsSource) {
    sourceName = source.name
    places = source.traits.places
    self.id = id
    requests = source.requests
    exchange = ResultExchange(
      transport: source.transport, layout: ResultLayout(rows: ["data"]), now: source.now)
    now = source.now
  }

  package var access: ResultAccess { .random }

  @concurrent package func page(_ request: ResultPageRequest) async throws -> ResultPageAnswer {
    let asked: HTTPRequest
    var range: Range<Int>?
    switch request {
    case .rows(let first, let count):
      guard (0...Self.lastRow).contains(first) else {
        throw PollProblem.noResult(
          QueryFailure(
            message: "row \(first) is beyond what the provider gives",
            advice: "split the query: the provider gives \(Self.lastRow + 1) rows of each"))
      }
      let rows = first..<first + min(max(count, 1), Self.pageRows, Self.lastRow + 1 - first)
      asked = requests.queryRows(id: id, rows)
      range = rows
    case .beyond:
      let rows = Self.lastRow..<Self.lastRow + 1
      asked = requests.queryRows(id: id, rows)
      range = rows
    case .link(let link?): asked = try requests.rows(behind: link)
    case .link(nil), .whole: throw PollProblem.unsupported
    }
    return try await exchange.send(asked, refusing: problem) { try answer($0, to: range) }
  }

  private func answer(_ decoded: DecodedResult, to range: Range<Int>?) throws -> ResultPageAnswer {
    let status = try SupermetricsQueryResponse(decoding: decoded.envelope)
    try PollProblem.check(status.scheduleID, is: id)
    let state = status.statusCode.map(SupermetricsStatus.queryState)
    switch state {
    case .succeeded:
      try decoded.requireRows(announced: status.resultRows, behind: range?.lowerBound)
      return answer(decoded, status, to: range)
    case nil where status.failure == nil:
      throw PollProblem.unreadable("the answer holds no status_code")
    default:
      throw PollProblem.noResult(
        .noRows(of: .query, in: state ?? .failed, saying: status.failure))
    }
  }

  /// The page with its columns named: by the header row, where there is one, else by the list of fields.
  private func answer(
    _ decoded: DecodedResult, _ status: SupermetricsQueryResponse, to range: Range<Int>?
  ) -> ResultPageAnswer {
    let page = decoded.page
    var answer = ResultPageAnswer(page, totalRows: status.resultRows, next: status.next)
    guard decoded.shape == .bare, page.rowCount > 0 else { return answer }
    var clues = HeaderClues()
    clues.isAbsent = status.hidesHeader
    clues.areCounted = status.resultRows != nil
    if let range, let total = status.resultRows {
      clues.rows = max(0, min(range.upperBound, total) - range.lowerBound)
    }
    var names: [Int: String] = [:]
    for field in status.fields {
      guard let column = field.column, clues.names[column] == nil else { continue }
      clues.names[column] = Set([field.name, field.id].compactMap(\.self))
      names[column] = field.name ?? field.id
    }
    let named = page.named((0..<page.columnCount).map { names[$0] ?? "\($0 + 1)" })
    answer.header = HeaderRow(page, clues)
    switch answer.header {
    case .told: answer.page = page.headedByFirstRow()
    case .guessed:
      answer.page = page.headedByFirstRow()
      answer.headless = named
    case .absent, .unclear: answer.page = named
    }
    return answer
  }

  private func problem(_ response: HTTPResponse) -> PollProblem {
    let failure = ErrorBody.decode(response.body)
    let problem = SupermetricsRefusal.problem(
      response, failure: failure, isQuery: true, now: now())
    switch problem {
    case .workFailed(_, let failure):
      return .noResult(.noRows(of: .query, in: .failed, saying: failure))
    case .notFound(var failure):
      failure.httpStatus = response.status
      failure.advice =
        failure.code?.uppercased() == "QUERY_RESULTS_UNAVAILABLE"
        ? "the result has expired at the provider, which keeps it about an hour: run the query again"
        : "it has expired at the provider, which keeps answers about an hour, or the id is wrong"
      return .noResult(failure)
    default: return problem
    }
  }
}
