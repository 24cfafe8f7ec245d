import DashboardUI
import QueryCore
import TextCanvas

/// How long the dashboard takes to take a fact in and draw, without a terminal.
struct FrameFigures {
  /// Milliseconds for each snapshot a second newer than the last, the tick of the clock included.
  private(set) var snapshots: [Double] = []
  /// Milliseconds for each press of `j`.
  private(set) var keys: [Double] = []
  /// Milliseconds for each press of `[`, which goes back over what was watched.
  private(set) var moments: [Double] = []
  /// How many of the pictures were like the one before.
  private(set) var unchanged = 0

  private static let rounds = 15

  /// Watches a batch in the middle of its life at 120×40.
  init(queries: Int) throws {
    let length = Duration.seconds(max(120, queries / 8))
    var story = try StoryPages(queries: queries, duration: length)
    let middle = length / 2
    story.watch(until: middle)
    var answers: [MonitorSnapshot] = []
    for round in 0...Self.rounds {
      answers.append(try story.snapshot(at: middle + .seconds(round)))
    }
    answers.reverse()
    var state = Dashboard(
      targets: [story.target], size: Size(columns: 120, rows: 40), now: story.date(middle))
    var painted = state.frame()
    // Taken out of the list, so that the one before is given back inside what is measured.
    while let answer = answers.popLast() {
      let now = story.date(middle + .seconds(Self.rounds - answers.count))
      let spent = Self.step(&state, &painted, [.snapshotArrived(answer, at: now)], &unchanged)
      // The first picture of all is no usual one.
      if answers.count < Self.rounds { snapshots.append(spent) }
    }
    for _ in 0..<Self.rounds {
      keys.append(Self.step(&state, &painted, [.keyPressed(.character("j"))], &unchanged))
    }
    for _ in 0..<Self.rounds {
      moments.append(Self.step(&state, &painted, [.keyPressed(.character("["))], &unchanged))
    }
  }

  /// Does what the program's loop does after a fact: apply, draw, compare.
  private static func step(
    _ state: inout Dashboard, _ painted: inout Frame, _ messages: [Message],
    _ unchanged: inout Int
  ) -> Double {
    let spent = ContinuousClock().measure {
      for message in messages { _ = state.apply(message) }
      let frame = state.frame()
      if frame == painted { unchanged += 1 }
      painted = frame
    }
    return spent / .milliseconds(1)
  }
}
