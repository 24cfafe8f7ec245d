import FoundationEssentials
import QueryCore
import Testing

struct CompletionEstimateTests {
  private static let story = Story(StoryOptions())
  private static let half = story.moment(finished: 0.5)
  private static let left = Duration.seconds(story.end - half)

  /// The story at half, with its arguments open to change.
  private static func estimate(
    queries: BatchRows? = nil, history: Series<ProgressSample>? = nil,
    progress: BatchProgress? = nil, observed: Double = 0, now: Double = 0
  ) -> CompletionEstimate {
    let at = Story.beginning.addingTimeInterval(half)
    return .make(
      history: history ?? story.history(until: half),
      progress: progress ?? story.progress(at: half), queries: queries ?? story.queries(at: half),
      observedAt: at.addingTimeInterval(observed), now: at.addingTimeInterval(max(observed, now)))
  }

  private static func holds(_ estimate: CompletionEstimate, _ left: Duration) -> Bool {
    guard case .range(let earliest, let latest) = estimate else { return false }
    return earliest <= left && left <= latest
  }

  @Test func `the true end lies in the range`() {
    #expect(Self.holds(Self.estimate(), Self.left))
  }

  @Test func `the same answer gives the same range`() {
    #expect(Self.estimate() == Self.estimate())
  }

  @Test func `nothing finished says nothing`() {
    #expect(Self.story.estimate(at: 0) == .unknown)
  }

  @Test func `four finished say nothing`() {
    let progress = BatchProgress(queued: 90, running: 6, succeeded: 4, failed: 0)
    #expect(Self.estimate(progress: progress) == .unknown)
  }

  @Test func `a batch of one query says nothing before its end`() {
    let progress = BatchProgress(queued: 0, running: 1, succeeded: 0, failed: 0)
    #expect(Self.estimate(queries: [], progress: progress) == .unknown)
  }

  @Test func `all finished is finished`() {
    let progress = BatchProgress(queued: 0, running: 0, succeeded: 99, failed: 1)
    #expect(Self.estimate(progress: progress) == .finished)
  }

  @Test func `an empty batch is not finished`() {
    let progress = BatchProgress(queued: 0, running: 0, succeeded: 0, failed: 0)
    #expect(Self.estimate(queries: [], progress: progress) == .unknown)
  }

  @Test(arguments: [0.9, 0.99, 0.9999])
  func `the end is never said to be now`(share: Double) {
    let estimate = Self.story.estimate(at: Self.story.moment(finished: share) - 0.001)
    guard case .range(let earliest, let latest) = estimate else {
      Issue.record("\(estimate)")
      return
    }
    #expect(earliest >= .seconds(1) && latest > earliest)
  }

  @Test func `rows without times leave the counters`() {
    #expect(Self.holds(Self.estimate(queries: []), Self.left))
  }

  @Test func `neither times nor history says nothing`() {
    #expect(Self.estimate(queries: [], history: Series()) == .unknown)
  }

  @Test func `times without history are enough`() {
    #expect(Self.holds(Self.estimate(history: Series()), Self.left))
  }

  @Test func `some rows without times change little`() {
    var queries = Self.story.queries(at: Self.half)
    for index in stride(from: 0, to: queries.count, by: 4) {
      queries[index].startedAt = nil
      queries[index].endedAt = nil
    }
    #expect(Self.holds(Self.estimate(queries: queries), Self.left))
  }

  @Test func `a range counts from now, not from the answer`() {
    #expect(Self.holds(Self.estimate(now: 20), Self.left - .seconds(20)))
  }

  @Test func `an answer older than the batch should have lasted says nothing`() {
    #expect(Self.estimate(now: 86_400) == .unknown)
  }

  @Test func `a poll that fails for hours is never taken for a standstill`() {
    #expect(Self.estimate(now: 7200) == Self.estimate(now: 14_400))
  }

  /// The story's history, with answers that say the same for so many seconds more.
  private static func still(for seconds: Double) -> Series<ProgressSample> {
    var history = story.history(until: half)
    let progress = story.progress(at: half)
    for second in stride(from: 0, through: seconds, by: 10) {
      history.append(
        ProgressSample(at: Story.beginning.addingTimeInterval(half + second), progress: progress))
    }
    return history
  }

  @Test func `nothing finished for an hour is a standstill`() {
    let estimate = Self.estimate(history: Self.still(for: 3600), observed: 3600)
    guard case .stalled(let silence) = estimate else {
      Issue.record("\(estimate)")
      return
    }
    #expect(silence >= .seconds(3500))
  }

  @Test func `nothing finished for a while is no standstill`() {
    let estimate = Self.estimate(history: Self.still(for: 10), observed: 10)
    guard case .range = estimate else {
      Issue.record("\(estimate)")
      return
    }
  }

  @Test(arguments: [-7200.0, -60, 60, 7200])
  func `a server clock that is off changes little`(skew: Double) {
    var queries = Self.story.queries(at: Self.half)
    for index in queries.indices {
      queries[index].startedAt = queries[index].startedAt?.addingTimeInterval(skew)
      queries[index].endedAt = queries[index].endedAt?.addingTimeInterval(skew)
    }
    #expect(Self.holds(Self.estimate(queries: queries), Self.left))
  }

  @Test(arguments: [0.0, 1e300, -1e300, .infinity, .nan])
  func `nonsense times give an answer and no crash`(time: Double) {
    var queries = Self.story.queries(at: Self.half)
    for index in queries.indices {
      queries[index].startedAt = Date(timeIntervalSinceReferenceDate: time)
      if index.isMultiple(of: 2) {
        queries[index].endedAt = Date(timeIntervalSinceReferenceDate: -time)
      }
    }
    #expect(Self.estimate(queries: queries) != .finished)
  }

  @Test func `ends before starts give an answer and no crash`() {
    var queries = Self.story.queries(at: Self.half)
    for index in queries.indices {
      (queries[index].startedAt, queries[index].endedAt) = (
        queries[index].endedAt, queries[index].startedAt
      )
    }
    #expect(Self.estimate(queries: queries) != .finished)
  }

  @Test func `queries that take no time give an answer and no crash`() {
    var queries = Self.story.queries(at: Self.half)
    for index in queries.indices where queries[index].endedAt != nil {
      queries[index].endedAt = queries[index].startedAt
    }
    #expect(Self.estimate(queries: queries) != .finished)
  }

  @Test func `counters beyond all measure give an answer and no crash`() {
    let progress = BatchProgress(
      queued: 1_000_000_000, running: 1_000_000_000, succeeded: 50, failed: 0)
    #expect(Self.estimate(progress: progress) != .finished)
  }
}
