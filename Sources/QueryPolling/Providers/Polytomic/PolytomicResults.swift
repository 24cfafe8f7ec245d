import FoundationEssentials
import QueryCore
package import ResultTables

/// The rows of one Polytomic query-runner task, page after page by the links of its answers.
package struct PolytomicResults: ResultSource {
  package let sourceName: String
  private let first: HTTPRequest
  private let base: BaseURL
  private let exchange: ResultExchange
  private let chain = LinkChain()
  private let refuse: @Sendable (HTTPResponse) -> PollProblem

  /// - Parameters:
  ///   - first: asks for the first page.
  ///   - base: the address every link has to stay inside.
  ///   - refuse: makes the problem of an answer that is no success.
  init(
    sourceName: String, first: HTTPRequest, base: BaseURL, transport: any HTTPTransport,
    refusing refuse: @escaping @Sendable (HTTPResponse) -> PollProblem
  ) {
    self.sourceName = sourceName
    self.first = first
    self.base = base
    self.refuse = refuse
    exchange = ResultExchange(
      transport: transport,
      layout: ResultLayout(rows: ["data", "results"], names: ["data", "fields"]))
  }

  package var access: ResultAccess { .chained }

  @concurrent package func page(_ request: ResultPageRequest) async throws -> ResultPageAnswer {
    guard case .link(let link) = request else { throw PollProblem.unsupported }
    var page = first
    if let link { page.url = try Self.url(link, base) }
    return try await exchange.send(page, refusing: refuse) { try answer($0, behind: link) }
  }

  private func answer(_ decoded: DecodedResult, behind link: String?) throws -> ResultPageAnswer {
    let task = try PolytomicQueryResponse(decoding: decoded.envelope)
    guard let status = task.status else {
      throw PollProblem.unreadable("the answer holds no data.status")
    }
    let state = PolytomicStatus.state(status)
    guard state == .succeeded else {
      throw PollProblem.noResult(.noRows(of: .query, in: state, saying: task.failure))
    }
    let next = task.next.flatMap { $0.isEmpty ? nil : $0 }
    // Whether it may be followed is asked when it is: what came before it is good either way.
    if let next { try chain.note(next, after: link) }
    return ResultPageAnswer(
      decoded.page, totalRows: total(task.count, decoded.page, link: link, next: next), next: next,
      expiresAt: task.expiresAt)
  }

  /// The rows of the whole result, as far as the answer can be trusted to tell: the contract does
  /// not say whether `count` is of the result or of the page.
  private func total(_ count: Int?, _ page: ResultPage, link: String?, next: String?) -> Int? {
    if link == nil, next == nil { return page.rowCount }
    return count.flatMap { $0 > page.rowCount ? $0 : nil }
  }

  private static func url(_ link: String, _ base: BaseURL) throws(PollProblem) -> String {
    do {
      return try SameOriginLink(link, from: base, under: PolytomicSource.pathPrefix).url
    } catch {
      throw .unreadable(error.description)
    }
  }
}
