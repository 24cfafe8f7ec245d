import QueryCore
import Testing

struct WrittenNumberTests {
  @Test(arguments: [
    (0, "0s"), (59, "59s"), (60, "1m00s"), (192, "3m12s"), (3600, "1h00m"), (7509, "2h05m"),
    (90_000, "1d01h"), (-5, "0s"),
  ]) func `durations have two units`(seconds: Int, text: String) {
    #expect(DurationText.short(.seconds(seconds)) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1204, "1,204"), (-1_234_567, "-1,234,567")])
  func `counts have commas`(value: Int, text: String) {
    #expect(CountText.grouped(value) == text)
  }

  @Test(arguments: [
    ("", ""), ("-", "-"), ("12.3456", "12.3456"), ("-1204.50", "-1,204.50"),
    ("1107885758.83", "1,107,885,758.83"), ("1.5e+22", "1.5e+22"), ("nan", "nan"),
  ])
  func `decimals have commas before the point only`(text: String, shown: String) {
    #expect(CountText.grouped(decimal: text) == shown)
  }

  @Test(arguments: [
    (0, 0, "- %"), (0, 8, "0.0 %"), (499, 800, "62.3 %"), (799, 800, "99.8 %"), (800, 800, "100 %"),
  ])
  func `shares are rounded down`(done: Int, total: Int, text: String) {
    #expect(PercentText.of(done, total) == text)
  }

  @Test func `a range never says zero and never shrinks by rounding`() {
    #expect(DurationText.range(.milliseconds(300), .milliseconds(400), dash: "-") == "1s")
    #expect(DurationText.range(.seconds(63), .seconds(66), dash: "-") == "1m00s-1m10s")
  }
}
