import Foundation
import QueryCore
import ResultTables
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

/// A dashboard in the hands of somebody who presses anything, while answers come and time passes.
private struct WalkedDashboard {
  /// What it begins with.
  enum Start: CaseIterable {
    case batch, targets, rows, matrix
  }

  private(set) var state: Dashboard
  private let start: Start
  private var story = StoryOfBatch()
  private var second = 0
  private var random: SplitMix64

  private static let keys: [KeyPress] =
    ("jjjjkkkkjjkkllhhnNgGfFaAsScCmMoOzzuyYeRXpir[]t.,*/:?<>0-+=$^#123456789"
    + " xvKJBWE\"\\qq").map { .character($0) }
    + [
      .enter, .enter, .escape, .up, .down, .down, .left, .right, .pageUp, .pageDown, .home, .end,
      .tab, .backTab, .backspace, .control("d"), .control("u"), .control("l"), .function(1),
      .function(3), .function(6),
    ]

  private static let sizes = [(80, 24), (120, 36), (40, 20), (200, 50), (60, 15), (80, 24)]

  init(_ start: Start, seed: UInt64, glyphs: GlyphSet) {
    self.start = start
    random = SplitMix64(seed: seed)
    let size = Size(columns: 80, rows: 24)
    switch start {
    case .batch:
      state = Dashboard(
        targets: [SampleBatch.target], size: size, now: StoryOfBatch.start,
        options: DisplayOptions(glyphs: glyphs))
      second = random.below(StoryOfBatch.end)
    case .targets: state = Dashboard.watchingMany(glyphs: glyphs)
    case .rows:
      state = Dashboard.showing(
        SampleResult(rows: [3, 37, 4_321][random.below(3)]), glyphs: glyphs)
    case .matrix:
      state = Dashboard.watching(glyphs: glyphs)
      state.press("m")
    }
  }

  /// Does one thing.
  ///
  /// - Returns: what it was; nil where that ended the program.
  mutating func step() -> Message? {
    let message = message()
    let effects = state.apply(message)
    if effects.contains(.quit) { return nil }
    state.serve(effects, from: SampleResult(rows: 4_321))
    if case .keyPressed(.character("e")) = message, random.below(2) == 0 { state.say("saved") }
    return message
  }

  private mutating func message() -> Message {
    switch random.below(100) {
    case 0:
      let (columns, rows) = Self.sizes[random.below(Self.sizes.count)]
      return .resized(Size(columns: columns, rows: rows))
    case 1: return .pasted(PastedText(Array("state:failed".utf8), of: 12))
    case 2: return .requestsArrived(SampleRequests.records(1 + random.below(40)))
    case 3..<8:
      let (x, y) = (random.below(state.facts.size.columns), random.below(state.facts.size.rows))
      let events: [MouseEvent] = [
        .pressed(x: x, y: y), .doublePressed(x: x, y: y), .wheelUp(x: x, y: y),
        .wheelDown(x: x, y: y),
      ]
      return .mouseUsed(events[random.below(4)])
    case 8..<14: return .ticked(state.facts.now.addingTimeInterval(1))
    case 14..<20 where start == .batch:
      second += 1
      story.poll(at: second)
      return .snapshotArrived(MonitorSnapshot(targets: [story.snapshot]))
    default: return .keyPressed(Self.keys[random.below(Self.keys.count)])
    }
  }
}

extension SplitMix64 {
  /// A number below a bound that is above 0.
  fileprivate mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}

@Suite("Frames that take over from the frame before") struct FramesTakenOverTests {
  /// How many steps are walked; `QUERYTOP_WALK_STEPS=100000` walks far.
  private static var steps: Int {
    ProcessInfo.processInfo.environment["QUERYTOP_WALK_STEPS"].flatMap(Int.init) ?? 2_000
  }

  @Test(arguments: [GlyphSet.unicode, .ascii])
  func `look as if all had been drawn anew, whatever is pressed and whatever comes`(
    glyphs: GlyphSet
  ) {
    var (walked, seed): (Int, UInt64) = (0, 0)
    var seen: Set<String> = []
    while walked < Self.steps / 2 {
      seed += 1
      let start = WalkedDashboard.Start.allCases[Int(seed) % 4]
      var walk = WalkedDashboard(start, seed: seed, glyphs: glyphs)
      var before: Frame?
      // Short enough that each beginning is walked from with every run.
      for step in 0..<250 {
        walked += 1
        guard let message = walk.step() else { break }
        let (frame, anew) = (walk.state.frame(after: before), walk.state.frame())
        seen.insert("\(type(of: walk.state.top))")
        guard frame == anew else {
          let rows = zip(frame.lines, anew.lines).enumerated().filter { $1.0 != $1.1 }
          Issue.record(
            """
            \(start), seed \(seed), step \(step), \(message) in \(type(of: walk.state.top)):
            \(rows.prefix(3).map { "\($0) taken over |\($1.0)|\n\($0) drawn anew |\($1.1)|" }.joined(separator: "\n"))
            """)
          return
        }
        before = frame
      }
    }
    // A walk that comes nowhere proves nothing.
    #expect(seen.count >= 8, "\(seen.sorted())")
  }
}
