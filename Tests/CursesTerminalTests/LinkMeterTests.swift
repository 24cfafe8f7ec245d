import Testing

@testable import CursesTerminal

struct LinkMeterTests {
  @Test func `it says how fast, how late and how many in one line`() {
    var meter = LinkMeter(bytes: 4120, frames: 12, merged: 3, lag: .milliseconds(412))
    #expect(
      meter.sentence
        == "terminal: answers in 412 ms; in the last 10 s 412 B/s, 12 frames, 3 left out")
    meter = LinkMeter(bytes: 65_400)
    #expect(
      meter.sentence == "terminal: does not answer; in the last 10 s 6.5 kB/s, 0 frames, 0 left out"
    )
  }

  @Test func `it counts the last ten seconds alone`() {
    var counter = LinkCounter()
    let start = ContinuousClock.now
    for second in 0..<25 { counter.count(at: start + .seconds(second)) { $0.bytes += 10 } }
    #expect(counter.meter(at: start + .seconds(24)).bytes == 100)
    #expect(counter.meter(at: start + .seconds(29)).bytes == 50)
    #expect(counter.meter(at: start + .seconds(60)).bytes == 0)
  }
}
