import CursesTerminal
import Testing

struct LinkPaceTests {
  private let start = ContinuousClock.now

  /// A link of so many bytes a second whose terminal answers, driven with frames as often as they are let through.
  private func drive(
    bytesPerSecond rate: Double, delay: Duration, frame: Int, every gap: Duration,
    for time: Duration
  ) -> (oldest: Duration, frames: Int) {
    var pace = LinkPace()
    var now = start
    var free = start
    var answer: ContinuousClock.Instant?
    var oldest = Duration.zero
    var frames = 0
    func arrival(_ bytes: Int) -> ContinuousClock.Instant {
      free = max(free, now) + .seconds(Double(bytes) / rate)
      return free + delay
    }
    if pace.sends(0, at: now) { answer = arrival(3) + delay }
    while start.duration(to: now) < time {
      now += gap
      if let due = answer, due <= now {
        answer = pace.answered(at: due) ? arrival(3) + delay : nil
      }
      guard pace.isOpen else { continue }
      frames += 1
      let asks = pace.sends(frame, at: now)
      let shown = arrival(frame + (asks ? 3 : 0))
      if asks { answer = shown + delay }
      oldest = max(oldest, now.duration(to: shown) - delay)
    }
    return (oldest, frames)
  }

  @Test func `on a link of 2 kB a second the picture is never older than a second`() {
    let seen = drive(
      bytesPerSecond: 2000, delay: .zero, frame: 300, every: .milliseconds(33), for: .seconds(20))
    #expect(seen.oldest < .seconds(1))
    #expect(seen.frames > 80)
  }

  @Test func `on a link of 64 kbit a second with 200 ms of delay it does not lag more and more`() {
    let seen = drive(
      bytesPerSecond: 8000, delay: .milliseconds(200), frame: 400, every: .milliseconds(33),
      for: .seconds(60))
    #expect(seen.oldest < .seconds(1))
    #expect(seen.frames > 600)
  }

  @Test func `on a quick link no frame is left out`() {
    let seen = drive(
      bytesPerSecond: 10_000_000, delay: .microseconds(100), frame: 4000, every: .milliseconds(33),
      for: .seconds(10))
    #expect(seen.frames >= 300)
  }

  @Test func `a terminal that never answers is not waited for`() {
    var pace = LinkPace()
    let asks = pace.sends(0, at: start)
    #expect(asks && pace.isOpen)
    // Nor are the first frames held back until it is known that it does not.
    for frame in 1...5 {
      let asksToo = pace.sends(4000, at: start + .milliseconds(100 * frame))
      #expect(!asksToo && pace.isOpen)
    }
    let asksAgain = pace.timeOut()
    #expect(!asksAgain)
    let asksLater = pace.sends(100_000, at: start + .seconds(3))
    #expect(!asksLater && pace.isOpen)
  }

  /// A pace that has had an answer, and has as much under way as may be.
  private func full() -> LinkPace {
    var pace = LinkPace()
    _ = pace.sends(0, at: start)
    _ = pace.answered(at: start + .milliseconds(1))
    while pace.isOpen { _ = pace.sends(300, at: start + .milliseconds(2)) }
    return pace
  }

  @Test func `an answer that is lost is asked for again`() {
    var pace = full()
    let asksAgain = pace.timeOut()
    #expect(asksAgain && !pace.isOpen)
    if pace.answered(at: start + .seconds(2)) { _ = pace.answered(at: start + .seconds(3)) }
    #expect(pace.isOpen)
  }

  @Test func `a terminal that has stopped answering is drawn on, a frame at a time`() {
    var pace = full()
    var now = start
    while !pace.isOpen {
      now += pace.patience
      _ = pace.timeOut()
    }
    #expect(start.duration(to: now) < .seconds(12))
    while pace.isOpen { _ = pace.sends(300, at: now) }
    #expect(pace.isAsking)
  }

  @Test func `what is sent is always asked about before it stops`() {
    var pace = full()
    for step in 1...50 {
      _ = pace.answered(at: start + .milliseconds(400 * step))
      #expect(pace.isOpen || pace.isAsking)
      while pace.isOpen { _ = pace.sends(900, at: start + .milliseconds(400 * step)) }
      #expect(pace.isAsking)
    }
  }

  @Test func `who leaves waits as long as an answer takes, of an unknown link a moment`() {
    var pace = LinkPace()
    _ = pace.sends(0, at: start)
    func due(_ asked: Duration, _ patience: Duration = .zero) -> Duration {
      start.duration(
        to: pace.lastAnswerIsDue(to: start - asked, leaving: start, patience: patience))
    }
    #expect(due(.milliseconds(50)) == .milliseconds(100))
    #expect(due(.milliseconds(50), .milliseconds(800)) == .milliseconds(750))
    #expect(due(.milliseconds(900), .milliseconds(800)) == .milliseconds(100))
    _ = pace.answered(at: start + .milliseconds(300))
    #expect(due(.milliseconds(50), .milliseconds(800)) == .milliseconds(450))
  }
}
