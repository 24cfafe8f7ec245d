import FoundationEssentials
import QueryCore
import QueryHTTP

/// Reading a batch: all of it at first, then what can still change, and at its end all of it again unless that is dear.
extension SupermetricsSource {
  /// Pages read in one pass, at most.
  private static let mostPages = 100

  /// Windows read in one poll, at most.
  private static let mostWindows = 4

  /// Polls a batch, reading everything when nothing is known of it, when a part of it does not add up, and when it is asked about
  /// once more after its end.
  func pollBatch(
    _ id: String, _ known: TargetSnapshot?, _ exchange: inout SupermetricsExchange
  ) async throws -> PollAnswer {
    let batch = known?.detail.batch
    var pages = SupermetricsBatchPages(known)
    pages.countPoll()
    let hadEnded = known?.unfinishedSince != nil
    let isOver = known?.state.isTerminal == true && !hadEnded
    if let batch, !batch.queries.isEmpty, !isOver, !pages.isOnePage || pages.reading.pagePolls == 0
    {
      let isEnough = try await readPart(of: id, batch, hadEnded: hadEnded, &pages, &exchange)
      if isEnough { return try await answer(id, pages, &exchange) }
      pages.recordContradiction()
    }
    try await readAll(id, &pages, &exchange)
    return try await answer(id, pages, &exchange)
  }

  /// Reads the rows that can have changed, and what their counters say is missing.
  ///
  /// - Returns: whether rows and counters fit together; false where everything is to be read.
  private func readPart(
    of id: String, _ batch: BatchDetail, hadEnded: Bool, _ pages: inout SupermetricsBatchPages,
    _ exchange: inout SupermetricsExchange
  ) async throws -> Bool {
    let pace = SupermetricsBatchPace(batch.history)
    let takesTurns = pace.isHurried && pages.takeTurn()
    var window = SupermetricsBatchWindow(
      pages, started: pace.started * (takesTurns ? 2 : 3) / 2, takesTurns: takesTurns)
    guard try await readWindow(id, window, &pages, &exchange) else { return false }
    if pages.hasMore { try await readAll(id, from: pages.rows.count, &pages, &exchange) }
    if pages.fault != nil { return true }
    if pages.isStill {
      guard hadEnded || !pages.endsWithAllRows(pace) else {
        try await readAll(id, &pages, &exchange)
        return true
      }
      return try await readEnd(of: id, besides: window.rows, &pages, &exchange)
    }
    guard pages.reading.pagePolls == 0 else { return true }
    for request in 1..<Self.mostWindows {
      let isMissing = pages.calls(
        forMoreThan: request, failed: batch.progress.failed, takesTurns: takesTurns)
      guard isMissing else { break }
      window = SupermetricsBatchWindow(pages, started: 0, takesTurns: takesTurns)
      guard try await readWindow(id, window, &pages, &exchange) else { return false }
    }
    return pages.standing != .contradicts
  }

  /// - Returns: whether the window holds what was to be expected; false also for an answer that is no page.
  private func readWindow(
    _ id: String, _ window: SupermetricsBatchWindow, _ pages: inout SupermetricsBatchPages,
    _ exchange: inout SupermetricsExchange
  ) async throws -> Bool {
    do {
      let page = try await readPage(id, offset: window.offset, limit: window.limit, &exchange)
      pages.apply(page, of: window)
    } catch {
      switch try PollProblem(caught: error) {
      // What was worth a request is no page; the first may be one.
      case .unreadable, .refused: return false
      case let problem: throw problem
      }
    }
    return !pages.hasMoved
  }

  /// Reads every row of a batch that has ended which is not known to have.
  ///
  /// - Returns: whether rows and counters agree then.
  private func readEnd(
    of id: String, besides window: Range<Int>, _ pages: inout SupermetricsBatchPages,
    _ exchange: inout SupermetricsExchange
  ) async throws -> Bool {
    var next = pages.openRow(from: 0, besides: window)
    for _ in 0..<Self.mostPages {
      guard let start = next else { break }
      guard let page = try await readPage(id, offset: start, after: &pages, &exchange) else {
        return true
      }
      pages.apply(page, at: start)
      guard !page.rows.isEmpty else { break }
      next = pages.openRow(from: start + page.rows.count, besides: window)
    }
    return pages.standing == .agrees
  }

  /// A status tells nothing of a cancellation: where a batch has ended and rows of it have not, the batch itself is asked.
  private func answer(
    _ id: String, _ pages: SupermetricsBatchPages, _ exchange: inout SupermetricsExchange
  ) async throws -> PollAnswer {
    var pages = pages
    guard pages.isStill, pages.newest?.isCancelled == false, pages.rows.open.count > 0
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
    _ id: String, from first: Int = 0, _ pages: inout SupermetricsBatchPages,
    _ exchange: inout SupermetricsExchange
  ) async throws {
    var offset = first
    for _ in 0..<Self.mostPages {
      guard let page = try await readPage(id, offset: offset, after: &pages, &exchange) else {
        // What was known of the rows behind it is as good as it was.
        return
      }
      // The first row again, further on: the server does not heed the offset, and has given what it gives.
      if offset > 0, let first = page.rows.first, first.id == pages.rows.first?.id {
        return pages.cut(to: offset)
      }
      pages.apply(page, at: offset)
      offset += page.rows.count
      // Rows after the announced end, or an announced end never reached, must not keep this going;
      // without an announced end, a full page says that there may be more.
      let isFull = page.rows.count >= SupermetricsRequests.pageSize
      guard !page.rows.isEmpty, page.total.map({ offset < $0 }) ?? isFull else {
        return pages.cut(to: offset)
      }
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
    _ id: String, offset: Int, limit: Int = SupermetricsRequests.pageSize,
    _ exchange: inout SupermetricsExchange
  ) async throws -> SupermetricsBatchResponse {
    let response = try await exchange.send(
      requests.batchStatus(id: id, offset: offset, limit: limit))
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
    func lastEnd() -> Date? { rows.indices.lazy.compactMap(rows.end(at:)).max() }
    var batch = BatchDetail(progress: pages.progress, queries: rows)
    batch.reading = pages.reading
    var answer = PollAnswer(
      state: state, providerStatus: pages.newest?.statusCode, detail: .batch(batch),
      failure: pages.newest?.failure, requestID: pages.newest?.requestID,
      startedAt: pages.newest?.startedAt ?? pages.firstStart,
      endedAt: state.isTerminal ? pages.newest?.endedAt ?? lastEnd() : nil)
    answer.missing = tally.missing
    answer.doubts = tally.doubts + pages.doubts
    answer.isUnfinished = tally.isUnfinished
    return answer
  }
}
