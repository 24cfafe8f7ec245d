import CursesTerminal
import Testing
import TextCanvas

struct ClickTrackerTests {
  private let start = ContinuousClock.now
  private var tracker = ClickTracker()

  @Test mutating func `a first press is a press`() {
    #expect(tracker.press(x: 1, y: 2, at: start) == .pressed(x: 1, y: 2))
  }

  @Test mutating func `a second press in time on the same cell is a double press`() {
    _ = tracker.press(x: 1, y: 2, at: start)
    #expect(
      tracker.press(x: 1, y: 2, at: start + ClickTracker.window) == .doublePressed(x: 1, y: 2))
  }

  @Test mutating func `a second press too late is a press`() {
    _ = tracker.press(x: 1, y: 2, at: start)
    let late = start + ClickTracker.window + .milliseconds(1)
    #expect(tracker.press(x: 1, y: 2, at: late) == .pressed(x: 1, y: 2))
  }

  @Test mutating func `a second press on another cell is a press`() {
    _ = tracker.press(x: 1, y: 2, at: start)
    #expect(tracker.press(x: 1, y: 3, at: start) == .pressed(x: 1, y: 3))
  }

  @Test mutating func `a third press starts over`() {
    _ = tracker.press(x: 1, y: 2, at: start)
    _ = tracker.press(x: 1, y: 2, at: start)
    #expect(tracker.press(x: 1, y: 2, at: start) == .pressed(x: 1, y: 2))
  }
}
