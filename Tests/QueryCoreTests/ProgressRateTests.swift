import FoundationEssentials
import QueryCore
import Testing

struct ProgressRateTests {
  private static func history(_ points: [(at: Double, finished: Int)]) -> Series<ProgressSample> {
    var series = Series<ProgressSample>()
    for point in points {
      series.append(
        ProgressSample(
          at: Date(timeIntervalSinceReferenceDate: point.at),
          progress: BatchProgress(
            queued: 0, running: 0, succeeded: point.finished, failed: 0, total: 100)))
    }
    return series
  }

  @Test func `one sample has no rate`() {
    #expect(ProgressRate.perMinute(Self.history([(0, 5)])) == nil)
  }

  @Test func `the rate is that of the newest minute`() {
    let history = Self.history([(0, 0), (600, 10), (660, 40)])
    #expect(ProgressRate.perMinute(history) == 30)
  }

  @Test func `a short history is taken whole`() {
    #expect(ProgressRate.perMinute(Self.history([(0, 0), (30, 10)])) == 20)
  }

  @Test func `a counter that falls is no negative rate`() {
    #expect(ProgressRate.perMinute(Self.history([(0, 10), (60, 5)])) == 0)
  }

  @Test func `a clock set back has no rate`() {
    #expect(ProgressRate.perMinute(Self.history([(100, 0), (50, 5)])) == nil)
  }

  @Test func `the slices add up to what finished`() {
    let history = Self.history([(0, 3), (7, 20), (11, 21), (30, 60)])
    let sum = ProgressHistory.throughput(history, buckets: 7).reduce(0, +)
    #expect(abs(sum - 57) < 1e-9)
  }

  @Test func `an even pace gives even slices`() {
    let history = Self.history([(0, 0), (10, 20), (20, 40)])
    #expect(ProgressHistory.throughput(history, buckets: 4) == [10, 10, 10, 10])
  }

  @Test(arguments: [0, 1, 5])
  func `no history gives zeros`(buckets: Int) {
    let slices = ProgressHistory.throughput(Self.history([]), buckets: buckets)
    #expect(slices == Array(repeating: 0, count: buckets))
  }

  @Test func `times out of order give no crash and no negative slice`() {
    let history = Self.history([(10, 0), (0, 5), (40, 9), (20, 30), (30, 31)])
    let slices = ProgressHistory.throughput(history, buckets: 6)
    #expect(slices.count == 6 && slices.allSatisfy { $0 >= 0 })
  }
}
