import FoundationEssentials
import QueryCore

/// The part of a batch that one request of a poll asks for.
///
/// Rows start in the order of submission as a rule, so those that can have changed lie close together: from the first that
/// runs to some behind the last that runs, as many as have lately started. That is the span of a pass. Polls two seconds
/// apart read it whole. Polls that follow each other faster take turns: they read the more of it the further the rows known
/// are behind the counters, and all of it now and then. A straggler, which still runs long after its neighbours have ended,
/// would stretch the span; one of them is read at the start of each pass that polls take in turns. What neither finds, the
/// counters show when the span was read whole (`SupermetricsBatchPages.standing`).
struct SupermetricsBatchWindow: Hashable {
  let offset: Int
  let limit: Int
  /// Whether it is all of its span.
  private(set) var isWhole = false
  /// Whether the pass ends with it.
  private(set) var endsPass = false
  /// Where the pass goes on after a straggler; nil for a part of the span.
  private(set) var spanStart: Int?

  var rows: Range<Int> { offset..<offset + limit }

  /// Rows that a poll reads where it takes turns with others.
  private static let fewestRows = 12
  /// The same while a failure is counted that no row shows.
  private static let fewestForFailure = 24
  /// Polls that a pass takes at most.
  private static let mostTurns = 6
  /// Rows that have ended, one after the other, that are read for the sake of one behind them: some 50 kB.
  private static let widestGap = 128

  /// Chooses what comes next of the batch that `pages` begin with, or of a poll under way.
  ///
  /// - Parameters:
  ///   - started: queries expected to have started since the counters were read.
  ///   - takesTurns: whether this poll may leave rows to the next.
  init(_ pages: SupermetricsBatchPages, started: Int, takesTurns: Bool) {
    let (rows, reading, counters) = (pages.rows, pages.reading, pages.progress)
    if reading.pagePolls > 0 {
      let size = SupermetricsRequests.pageSize
      offset = reading.next < rows.count ? reading.next / size * size : 0
      limit = size
      endsPass = offset + size >= rows.count
      return
    }
    let span = Self.span(rows, counters, started: started, isWide: reading.isWide)
    guard let first = rows.open.first(from: span.lowerBound), first < span.upperBound else {
      // Nothing can change but the word and the counters, which come with any row.
      (offset, limit) = (max(0, rows.count - 1), 1)
      (isWhole, endsPass) = (true, true)
      return
    }
    if takesTurns, reading.next == 0,
      let straggler = Self.straggler(rows, before: first, from: reading.straggler)
    {
      (offset, limit, spanStart) = (straggler, 1, first)
      return
    }
    let next = rows.open.first(from: max(reading.next, first)) ?? span.upperBound
    offset = next < span.upperBound ? next : first
    let most =
      takesTurns
      ? Self.share(of: span.count, rows.progress, counters) : SupermetricsRequests.pageSize
    let end = min(span.upperBound, offset + min(most, SupermetricsRequests.pageSize))
    var last = offset
    while let place = rows.open.first(from: last + 1), place < end, place - last <= Self.widestGap {
      last = place
    }
    limit = last + 1 - offset
    endsPass = rows.open.first(from: last + 1).map { $0 >= span.upperBound } ?? true
    isWhole = endsPass && offset == first
  }

  /// The next row that runs before the span.
  private static func straggler(_ rows: BatchRows, before first: Int, from place: Int) -> Int? {
    [rows.running.first(from: place), rows.running.first()].lazy.compactMap(\.self)
      .first { $0 < first }
  }

  /// The rows that a pass is about.
  private static func span(
    _ rows: BatchRows, _ counters: BatchProgress, started: Int, isWide: Bool
  ) -> Range<Int> {
    guard let first = rows.open.first(), let last = rows.open.last else { return 0..<0 }
    guard !isWide else { return first..<last + 1 }
    var end = rows.running.last.map { $0 + 1 } ?? 0
    if let waiting = rows.waiting.first() {
      let unseen = max(0, rows.progress.queued - counters.queued)
      end = min(max(end, waiting) + unseen + started + 2, rows.count)
    }
    var (start, place) = (first, first)
    while let next = rows.open.first(from: place + 1), next < end {
      if next - place > Self.widestGap { start = next }
      place = next
    }
    return start..<max(start + 1, end)
  }

  /// How many rows of a span a poll reads that takes turns with others.
  private static func share(
    of span: Int, _ rows: BatchProgress, _ counters: BatchProgress
  ) -> Int {
    let unseen =
      max(0, rows.queued - counters.queued) + max(0, counters.succeeded - rows.succeeded)
      + max(0, counters.failed - rows.failed)
    return counters.failed > rows.failed
      ? max(fewestForFailure, 2 * unseen)
      : max(fewestRows, (span + mostTurns - 1) / mostTurns, unseen * 2 / 5)
  }
}

/// How polls of a batch have followed each other.
struct SupermetricsBatchPace {
  /// Queries that started between the last two answers.
  let started: Int
  /// Whether less than two seconds lay between them, for all that a clock and a network may add.
  let isHurried: Bool
  /// Seconds between the first answer and the newest.
  let secondsWatched: Double

  init(_ history: Series<ProgressSample>) {
    secondsWatched =
      history.elements.first.flatMap { history.last?.at.timeIntervalSince($0.at) } ?? 0
    let samples = history.elements.suffix(2)
    guard let before = samples.first, let last = samples.last, samples.count == 2 else {
      (started, isHurried) = (0, false)
      return
    }
    func begun(_ progress: BatchProgress) -> Int { progress.total - progress.queued }
    started = max(0, begun(last.progress) - begun(before.progress))
    isHurried = last.at.timeIntervalSince(before.at) < 1.5
  }
}
