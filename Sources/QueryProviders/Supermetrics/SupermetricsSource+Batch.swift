import FoundationEssentials
import QueryCore
import QueryHTTP

/// Reading a batch: all of its pages at first, and afterwards those where something can still
/// change.
extension SupermetricsSource {
  /// Pages read in one pass, at most.
  private static let mostPages = 100

  /// Pages read in one poll of a batch that lives and is known: what the others hold changes little
  /// from poll to poll.
  private static let mostLivePages = 4

  /// Polls a batch, reading everything when nothing is known of it or when a partial reading does
  /// not add up.
  func pollBatch(
    _ id: String, _ known: BatchRows?, _ exchange: inout SupermetricsExchange
  ) async throws -> PollAnswer {
    var pages = SupermetricsBatchPages(known: known ?? [])
    if let known, known.count > SupermetricsRequests.pageSize {
      do {
        try await readLive(id, &pages, &exchange)
      } catch {
        // The page that was worth a request is no page; the first may be one.
        switch try PollProblem(caught: error) {
        case .unreadable where pages.newest == nil, .refused where pages.newest == nil: break
        case let problem: throw problem
        }
      }
      if pages.isProven || pages.fault != nil { return try await answer(id, pages, &exchange) }
    }
    try await readAll(id, &pages, &exchange)
    return try await answer(id, pages, &exchange)
  }

  /// A status tells nothing of a cancellation: where a batch has ended and rows of it have not, the batch itself is asked.
  private func answer(
    _ id: String, _ pages: SupermetricsBatchPages, _ exchange: inout SupermetricsExchange
  ) async throws -> PollAnswer {
    var pages = pages
    guard pages.isStill, pages.newest?.isCancelled == false, pages.nextUnsettled(from: 0) != nil
    else { return answer(pages) }
    do {
      let response = try await exchange.send(requests.batch(id: id))
      let batch = SupermetricsActions.batch(in: response.body)
      let isCancelled = (200...299).contains(response.status) && batch?.isCancelled ?? false
      if isCancelled, batch?.id?.lowercased() == id.lowercased() { pages.recordCancellation() }
    } catch {
      // But for the end of the run, what the pages said stands without it.
      _ = try PollProblem(caught: error)
    }
    return answer(pages)
  }

  private func readAll(
    _ id: String, _ pages: inout SupermetricsBatchPages, _ exchange: inout SupermetricsExchange
  ) async throws {
    var offset = 0
    for _ in 0..<Self.mostPages {
      guard let page = try await readPage(id, offset: offset, after: &pages, &exchange) else {
        // What was known of the rows behind it is as good as it was.
        return
      }
      // The first row again, further on: the server does not heed the offset, and has given what it gives.
      if offset > 0, let first = page.rows.first, first.id == pages.rows.first?.id { break }
      pages.apply(page, at: offset)
      offset += page.rows.count
      // Rows after the announced end, or an announced end never reached, must not keep this going;
      // without an announced end, a full page says that there may be more.
      let isFull = page.rows.count >= SupermetricsRequests.pageSize
      guard !page.rows.isEmpty, page.total.map({ offset < $0 }) ?? isFull else { break }
    }
    pages.cut(to: offset)
  }

  /// Reads the pages where something is going on, one that may hold what the counters know and the
  /// rows do not, and once the batch has ended every page that is still unsettled.
  private func readLive(
    _ id: String, _ pages: inout SupermetricsBatchPages, _ exchange: inout SupermetricsExchange
  ) async throws {
    var plan = pages.livePages.isEmpty ? [pages.lastPage] : pages.livePages
    var read: Set<Int> = []
    while !plan.isEmpty, read.count < Self.mostLivePages {
      let page = plan.removeFirst()
      read.insert(page)
      try await readUnsettled(
        from: page, before: page + SupermetricsRequests.pageSize, of: id, &pages, &exchange)
      guard pages.canBeProven, !pages.isStill, pages.fault == nil else { break }
      if plan.isEmpty, let lost = pages.lostPage(besides: read) { plan.append(lost) }
    }
    guard pages.canBeProven, pages.isStill, pages.fault == nil else { return }
    try await readUnsettled(from: 0, before: .max, of: id, &pages, &exchange)
  }

  /// Reads on from `offset`, at least once where it is the start of a page, as long as there are
  /// unsettled rows.
  private func readUnsettled(
    from offset: Int, before limit: Int, of id: String, _ pages: inout SupermetricsBatchPages,
    _ exchange: inout SupermetricsExchange
  ) async throws {
    var next = limit == .max ? pages.nextUnsettled(from: offset) : offset
    for _ in 0..<Self.mostPages {
      guard let start = next else { return }
      guard let page = try await readPage(id, offset: start, after: &pages, &exchange) else {
        return
      }
      pages.apply(page, at: start)
      guard pages.canBeProven, !page.rows.isEmpty else { return }
      next = pages.nextUnsettled(from: start + page.rows.count, before: limit)
    }
  }

  /// Reads a page; one after the first that cannot be read hides nothing but itself.
  ///
  /// - Returns: nil for such a page, which `pages` has recorded.
  private func readPage(
    _ id: String, offset: Int, after pages: inout SupermetricsBatchPages,
    _ exchange: inout SupermetricsExchange
  ) async throws -> SupermetricsBatchResponse? {
    do {
      return try await readPage(id, offset: offset, &exchange)
    } catch {
      let problem = try PollProblem(caught: error)
      guard pages.newest != nil else { throw problem }
      switch problem {
      case .unreadable, .serverError, .refused, .timedOut, .unreachable, .redirected:
        pages.record(problem, at: offset)
        return nil
      // These are about the source or the batch, and so about what came before, too.
      default: throw problem
      }
    }
  }

  private func readPage(
    _ id: String, offset: Int, _ exchange: inout SupermetricsExchange
  ) async throws -> SupermetricsBatchResponse {
    let response = try await exchange.send(requests.batchStatus(id: id, offset: offset))
    guard (200...299).contains(response.status) else {
      throw problem(response, ErrorBody.decode(response.body))
    }
    let page = try SupermetricsBatchResponse(decoding: response.body, firstRow: offset)
    try PollProblem.check(page.batchID, is: id)
    if page.statusCode == nil {
      if let failure = page.failure { throw problem(response, failure) }
      guard page.counters != nil || !page.rows.isEmpty else {
        throw PollProblem.unreadable("the answer holds no status_code")
      }
    }
    return page
  }

  private func problem(_ response: HTTPResponse, _ failure: QueryFailure?) -> PollProblem {
    SupermetricsRefusal.problem(response, failure: failure, isQuery: false, now: now())
  }

  private func answer(_ pages: SupermetricsBatchPages) -> PollAnswer {
    let rows = pages.uniqueRows()
    let tally = SupermetricsBatchTally(pages, rows)
    let state = tally.state
    func firstStart() -> Date? { rows.indices.lazy.compactMap(rows.start(at:)).min() }
    func lastEnd() -> Date? { rows.indices.lazy.compactMap(rows.end(at:)).max() }
    var answer = PollAnswer(
      state: state, providerStatus: pages.newest?.statusCode,
      detail: .batch(BatchDetail(progress: pages.progress, queries: rows)),
      failure: pages.newest?.failure, requestID: pages.newest?.requestID,
      startedAt: pages.newest?.startedAt ?? firstStart(),
      endedAt: state.isTerminal ? pages.newest?.endedAt ?? lastEnd() : nil)
    answer.missing = tally.missing
    answer.doubts = tally.doubts + pages.doubts
    answer.isUnfinished = tally.isUnfinished
    return answer
  }
}
