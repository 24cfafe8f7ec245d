import QueryCore
import Testing

/// The estimate against 200 batches of every size, length, spread and kind of failure.
struct CalibrationTests {
  #if DEBUG
    private static let largest = 2000
  #else
    private static let largest = 5000
  #endif

  private static let stories = (1...200).map {
    Story(.varied(seed: UInt64($0), most: largest))
  }

  /// Each range given, in seconds, beside the true time left.
  private static func ranges(
    finished share: Double, timed: Bool = true
  ) -> [(earliest: Double, latest: Double, left: Double)] {
    stories.compactMap { story in
      let moment = story.moment(finished: share)
      let estimate = story.estimate(at: moment, queries: timed ? nil : [])
      guard case .range(let earliest, let latest) = estimate else { return nil }
      return (earliest / .seconds(1), latest / .seconds(1), story.end - moment)
    }
  }

  @Test(arguments: [0.2, 0.5, 0.8])
  func `the true end lies in four of five ranges`(share: Double) {
    let inside = Self.ranges(finished: share).count {
      $0.earliest <= $0.left && $0.left <= $0.latest
    }
    #expect(inside >= 160)
  }

  @Test func `at half the median range is no wider than the time left`() {
    let widths = Self.ranges(finished: 0.5).map { ($0.latest - $0.earliest) / $0.left }.sorted()
    #expect(widths.count == 200 && widths[100] <= 1)
  }

  @Test func `at half nine of ten ranges are no wider than the time left`() {
    let sharp = Self.ranges(finished: 0.5).count { $0.latest - $0.earliest <= $0.left }
    #expect(sharp >= 180)
  }

  @Test func `counters alone are right more often than not`() {
    let inside = Self.ranges(finished: 0.5, timed: false).count {
      $0.earliest <= $0.left && $0.left <= $0.latest
    }
    #expect(inside >= 140)
  }
}
