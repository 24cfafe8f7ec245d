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
    let sum = ProgressHistory.throughput(history, slices: 7, of: 30.0 / 7).reduce(0, +)
    #expect(abs(sum - 57) < 1e-9)
  }

  @Test func `an even pace gives even slices`() {
    let history = Self.history([(0, 0), (10, 20), (20, 40)])
    #expect(ProgressHistory.throughput(history, slices: 4, of: 5) == [10, 10, 10, 10])
  }

  @Test func `what finishes behind the last slice is in none`() {
    let history = Self.history([(0, 0), (10, 20), (25, 50)])
    #expect(ProgressHistory.throughput(history, slices: 3, of: 5) == [10, 10, 10])
  }

  @Test func `a slice keeps what it has when the watch goes on`() {
    let points: [(at: Double, finished: Int)] = [(0, 0), (3, 7), (5, 8), (9, 20), (14, 21)]
    let young = ProgressHistory.throughput(Self.history(Array(points.prefix(3))), slices: 2, of: 2)
    let old = ProgressHistory.throughput(Self.history(points), slices: 7, of: 2)
    #expect(Array(old.prefix(2)) == young)
  }

  @Test(arguments: [0, 1, 5])
  func `no history gives zeros`(count: Int) {
    let slices = ProgressHistory.throughput(Self.history([]), slices: count, of: 2)
    #expect(slices == Array(repeating: 0, count: count))
  }

  @Test func `times out of order give no crash and no negative slice`() {
    let history = Self.history([(10, 0), (0, 5), (40, 9), (20, 30), (30, 31)])
    let slices = ProgressHistory.throughput(history, slices: 6, of: 5)
    #expect(slices.count == 6 && slices.allSatisfy { $0 >= 0 })
  }
}
