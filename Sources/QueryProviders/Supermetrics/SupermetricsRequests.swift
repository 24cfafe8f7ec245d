package import QueryCore
package import QueryHTTP

/// The requests of the two endpoints.
package struct SupermetricsRequests: Sendable {
  /// Rows of one batch page; the contract's maximum.
  package static let pageSize = 1000

  package let base: BaseURL
  private let authentication: Authentication

  package init(base: BaseURL, authentication: Authentication) {
    self.base = base
    self.authentication = authentication
  }

  /// Asks for a batch's status with the rows from `offset` on, `limit` of them at most.
  package func batchStatus(id: String, offset: Int, limit: Int = pageSize) -> HTTPRequest {
    request(
      "/query/batch/\(id)/status?offset=\(offset)&limit=\(limit)",
      bodyLimit: HTTPRequest.pageBodyLimit)
  }

  /// Asks for one query's status with the smallest range of rows there is, the first alone: the end
  /// is inclusive.
  package func queryStatus(id: String) -> HTTPRequest {
    request(
      "/query/status?schedule_id=\(id)&offset_start=0&offset_end=0",
      bodyLimit: HTTPRequest.standardBodyLimit)
  }

  /// Asks for a query's status with the rows of a range, counted from 0 and without the header row.
  package func queryRows(id: String, _ rows: Range<Int>) -> HTTPRequest {
    let (first, last) = (rows.lowerBound, rows.upperBound - 1)
    return request(
      "/query/status?schedule_id=\(id)&offset_start=\(first)&offset_end=\(last)",
      bodyLimit: HTTPRequest.resultBodyLimit)
  }

  /// Asks for the rows behind a link of an answer, which has to stay at the source.
  ///
  /// The documentation prints such links with JSON as it stands: what no URL may hold is escaped.
  /// - Throws: `PollProblem.unreadable` for a link that leads elsewhere.
  package func rows(behind link: String) throws(PollProblem) -> HTTPRequest {
    let path = link.prefix { $0 != "?" }
    let query = PercentEscapes.escaped(link.dropFirst(path.count))
    do {
      let link = try SameOriginLink(path + query, from: base, under: "/query/")
      return HTTPRequest(
        url: link.url, authentication: authentication, bodyLimit: HTTPRequest.resultBodyLimit)
    } catch {
      throw .unreadable(error.description)
    }
  }

  /// Asks for a batch without its queries: the only answer that tells whether it was cancelled.
  package func batch(id: String) -> HTTPRequest {
    request("/query/batch/\(id)", bodyLimit: HTTPRequest.standardBodyLimit)
  }

  /// Has a batch made.
  package func makeBatch(_ body: [UInt8]) -> HTTPRequest {
    var request = HTTPRequest(
      .post, url: base.text + "/query/batch", authentication: authentication)
    request.body = body
    return request
  }

  /// Has a batch cancelled.
  package func cancelBatch(id: String) -> HTTPRequest {
    HTTPRequest(.delete, url: base.text + "/query/batch/\(id)", authentication: authentication)
  }

  private func request(_ path: String, bodyLimit: Int) -> HTTPRequest {
    HTTPRequest(
      url: base.text + path, authentication: authentication, bodyLimit: bodyLimit)
  }
}
