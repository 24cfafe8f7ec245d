import QueryScheduling
import Testing

struct PollPaceTests {
  @Test func `no pace is faster than a tenth of a second`() {
    #expect(PollPace(.zero).base == .milliseconds(100))
  }

  @Test func `a slower pace is kept`() {
    #expect(PollPace(.seconds(90)).base == .seconds(90))
  }
}
