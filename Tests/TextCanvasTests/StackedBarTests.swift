import QueryCore
import Testing
import TextCanvas

struct StackedBarTests {
  static func bar(succeeded: Int, failed: Int, running: Int, queued: Int) -> StackedBar {
    StackedBar([
      BarSegment(succeeded, style: Style(.succeeded), glyph: "█", isFinished: true),
      BarSegment(failed, style: Style(.failed), glyph: "▓", isFinished: true),
      BarSegment(running, style: Style(.running), glyph: "▒", isFinished: false),
      BarSegment(queued, style: Style(.waiting), glyph: "░", isFinished: false),
    ])
  }

  /// Values that occur: zeros, ones, whole batches, and numbers no batch has.
  static func value(_ generator: inout SplitMix64) -> Int {
    switch Int.random(in: 0...5, using: &generator) {
    case 0: 0
    case 1: 1
    case 2: Int.random(in: 0...9, using: &generator)
    case 3: Int.random(in: 0...10_000, using: &generator)
    case 4: Int.random(in: 0...100, using: &generator)
    default: Int.random(in: -5...Int.max, using: &generator)
    }
  }

  /// Ten thousand seeded bars, each with a width.
  static let bars: [(bar: StackedBar, width: Int)] = {
    var generator = SplitMix64(seed: 10)
    return (0..<10_000).map { _ in
      let bar = bar(
        succeeded: value(&generator), failed: value(&generator), running: value(&generator),
        queued: value(&generator))
      return (bar, Int.random(in: 0...300, using: &generator))
    }
  }()

  /// The bars for which a property does not hold.
  private func exceptions(_ holds: (StackedBar, Int, [Int]) -> Bool) -> [String] {
    Self.bars.filter { !holds($0.bar, $0.width, $0.bar.cells(width: $0.width)) }
      .map { "\($0.bar.segments.map(\.value)) over \($0.width)" }
  }

  @Test func `the cells add up to the width`() {
    #expect(
      exceptions { bar, width, cells in
        let isEmpty = bar.segments.allSatisfy { $0.value == 0 }
        return cells.reduce(0, +) == (isEmpty ? 0 : width) && cells.allSatisfy { $0 >= 0 }
      }.isEmpty)
  }

  @Test func `a share of zero gets no cell`() {
    #expect(
      exceptions { bar, _, cells in
        zip(bar.segments, cells).allSatisfy { $0.value > 0 || $1 == 0 }
      }.isEmpty)
  }

  @Test func `any share gets a cell where there are enough`() {
    #expect(
      exceptions { bar, width, cells in
        bar.segments.filter { $0.value > 0 }.count > width
          || zip(bar.segments, cells).allSatisfy { $0.value == 0 || $1 > 0 }
      }.isEmpty)
  }

  @Test func `a bar never looks ended while work is left`() {
    #expect(
      exceptions { bar, width, cells in
        let isOpen = bar.segments.contains { !$0.isFinished && $0.value > 0 }
        let finished = zip(bar.segments, cells).reduce(0) { $0 + ($1.0.isFinished ? $1.1 : 0) }
        return width == 0 || !isOpen || finished < width
      }.isEmpty)
  }

  @Test func `cells stay within one of the exact share where all have room`() {
    let bar = Self.bar(succeeded: 598, failed: 26, running: 64, queued: 112)
    #expect(bar.cells(width: 100) == [75, 3, 8, 14])
  }

  @Test(arguments: [
    (0, ""), (1, "░"), (2, "█░"), (3, "█▒░"), (4, "█▓▒░"), (8, "█████▓▒░"),
    (16, "████████████▓▒░░"),
  ])
  func `a bar at small widths keeps what matters`(_ width: Int, _ shown: String) {
    let lines = Frame.drawn(width, 1) { frame, rect in
      Self.bar(succeeded: 598, failed: 26, running: 64, queued: 112).draw(on: &frame, in: rect)
    }
    #expect(lines == [shown])
  }

  @Test func `a bar of nothing is an empty track`() {
    let lines = Frame.drawn(5, 2) { frame, rect in
      Self.bar(succeeded: 0, failed: 0, running: 0, queued: 0).draw(on: &frame, in: rect)
    }
    #expect(lines == ["░░░░░", "░░░░░"])
  }
}
