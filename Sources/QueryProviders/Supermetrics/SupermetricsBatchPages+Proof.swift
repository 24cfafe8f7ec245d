import QueryCore

/// How the rows of a batch are shown to belong to its counters, where only a part of them was read.
///
/// Counters come with any part, and are those of the whole batch. Rows read before can only be behind them: none may have
/// ended that is not counted as ended. Where all rows expected to change are read at once, they agree, but for a few that
/// have just started; where they do not, twice in a row, rows have started or ended elsewhere, and the next pass is wide:
/// over all rows that have not ended. Where that does not help either, counters or a busy batch may be to blame: passes over all
/// become rarer, until they agree once. Whatever else there is between rows, counters and places is a
/// contradiction: all rows are read again, and then whole pages for a while, a longer one each time, so that a server that
/// keeps contradicting itself is not asked ever more.
extension SupermetricsBatchPages {
  /// How rows and the newest counters stand to each other.
  enum Standing {
    case agrees
    /// Rows are behind the counters, as rows read before may be.
    case lags
    /// No reading of a part explains it: an end taken back, rows in other places, no counters, or a server that is wrong.
    case contradicts
  }

  var standing: Standing {
    guard newest?.counters != nil, !hasMoved, !isLost, progress.total == rows.count,
      newest?.total ?? rows.count == rows.count
    else { return .contradicts }
    let rows = rows.progress
    if rows == progress { return .agrees }
    let isAhead =
      rows.succeeded > progress.succeeded || rows.failed > progress.failed
      || rows.queued < progress.queued
    return isAhead ? .contradicts : .lags
  }

  /// Whether rows are listed behind those known.
  var hasMore: Bool { newest?.total.map { $0 > rows.count } ?? false }

  /// Whether a poll that takes no turns reads on to the end of its pass, and any once more for a failure that the answer
  /// before has counted already.
  func calls(forMoreThan requests: Int, failed: Int, takesTurns: Bool) -> Bool {
    standing == .lags
      && (reading.next > 0 && (!takesTurns || reading.isWide)
        || requests == 1 && rows.progress.failed < failed)
  }

  /// Puts the rows of a window in their places, and notes how far the pass is.
  mutating func apply(_ page: SupermetricsBatchResponse, of window: SupermetricsBatchWindow) {
    hasMoved = !isServed(page, at: window.offset)
    guard !hasMoved else { return }
    hasMoved = zip(window.offset..<rows.count, page.rows).contains { place, row in
      rows.state(at: place).isTerminal && rows.state(at: place) != row.state
    }
    apply(page, at: window.offset)
    notePass(window, end: window.offset + page.rows.count)
  }

  private mutating func notePass(_ window: SupermetricsBatchWindow, end: Int) {
    guard reading.pagePolls == 0 else { return reading.next = window.endsPass ? 0 : end }
    if let start = window.spanStart {
      (reading.straggler, reading.next) = (end, start)
      return
    }
    let isOver = window.endsPass && end >= window.offset + window.limit
    reading.next = isOver ? 0 : end
    if standing == .agrees {
      (reading.next, reading.turns) = (0, 0)
      (reading.isBehind, reading.isWide) = (false, false)
      (reading.fruitless, reading.rest) = (0, 0)
    } else if reading.isWide, isOver {
      // Of several pages, the first is old by now.
      isLost = isOnePage
      (reading.isBehind, reading.isWide) = (false, false)
      reading.fruitless = min(reading.fruitless + 1, 4)
      reading.rest = 1 << reading.fruitless
    } else if window.isWhole, isOver {
      reading.turns = 0
      guard reading.rest == 0 else { return reading.rest -= 1 }
      (reading.isWide, reading.isBehind) = (reading.isBehind, true)
    }
  }

  /// Notes that all rows are read again since nothing less will do.
  mutating func recordContradiction() {
    var reading = BatchReading()
    reading.contradictions = min(self.reading.contradictions + 1, 5)
    let pages = (rows.count + SupermetricsRequests.pageSize - 1) / SupermetricsRequests.pageSize
    reading.pagePolls = 1 + max(pages, 1 << reading.contradictions)
    self.reading = reading
    (hasMoved, isLost) = (false, false)
  }

  /// Whether the last poll of a batch reads all its rows.
  ///
  /// Rows that have ended may have been written anew, which no counter tells. Of a large batch that was over soon this would be
  /// a third of all bytes: then it is done where the batch has contradicted itself, or when somebody asks once more.
  func endsWithAllRows(_ pace: SupermetricsBatchPace) -> Bool {
    reading.contradictions > 0
      || Double(rows.count) <= max(Self.smallBatch, pace.secondsWatched * Self.rowsOfLastLook)
  }

  /// Rows that are read again at the end however soon it comes: 100 kB.
  private static let smallBatch = 256.0
  /// Rows that may be read again at the end for each second watched: at 420 bytes a row, a sixth of 10 kB.
  private static let rowsOfLastLook = 4.0

  /// Notes that a poll begins; while whole pages are read, there is one less to come.
  mutating func countPoll() {
    reading.pagePolls = max(0, reading.pagePolls - 1)
    reading.turns += 1
  }

  /// Says whether a hurried poll may read a part of the span; where it is time to read all of it, or something is looked
  /// for, it may not, and a pass begins.
  mutating func takeTurn() -> Bool {
    guard !reading.isWide else { return false }
    if reading.turns < Self.mostTurns, !reading.isBehind { return true }
    reading.next = 0
    return false
  }

  /// Polls after which the span is read whole, however fast they follow each other.
  private static let mostTurns = 24

  /// Whether the page holds the rows known to stand there; where whole pages are read, any but the first again.
  private func isServed(_ page: SupermetricsBatchResponse, at offset: Int) -> Bool {
    guard let first = page.rows.first else { return false }
    guard reading.pagePolls == 0 else { return offset == 0 || first.id != rows.first?.id }
    guard page.damage?.broken == nil else { return false }
    return zip(offset..<rows.count, page.rows).allSatisfy { rows.id(at: $0) == $1.id }
  }

  /// The first row from a place on that has not ended, but for those of a range.
  func openRow(from place: Int, besides range: Range<Int>) -> Int? {
    guard let open = rows.open.first(from: place), range.contains(open) else {
      return rows.open.first(from: place)
    }
    return rows.open.first(from: range.upperBound)
  }
}
