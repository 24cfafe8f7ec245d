import TestSupport
import Testing

@testable import querytop

struct WorkQueueTests {
  private let queue = WorkQueue()
  private let begun = Gauge()
  private let ended = Gauge()

  /// A piece that ends when it is cancelled.
  private func add(_ count: Int) {
    for _ in 0..<count {
      queue.add { [begun, ended] in
        begun.add(1)
        await Gauge().reach(1)
        ended.add(1)
      }
    }
  }

  @Test func `pieces run side by side, and all have ended when a stopped queue returns`() async {
    await withDiscardingTaskGroup { group in
      group.addTask { [queue] in await queue.run() }
      add(3)
      await begun.reach(3)
      queue.stop()
    }
    #expect(ended.value == 3)
  }

  @Test func `cancelling the one who runs it ends every piece`() async {
    await withDiscardingTaskGroup { group in
      group.addTask { [queue] in await queue.run() }
      add(2)
      await begun.reach(2)
      group.cancelAll()
    }
    #expect(ended.value == 2)
  }

  @Test func `a queue that was stopped takes nothing more`() async {
    queue.stop()
    add(1)
    await queue.run()
    #expect(begun.value == 0)
  }

  @Test func `work from before the stop is not left hanging`() async {
    add(2)
    queue.stop()
    await queue.run()
    #expect(begun.value == ended.value)
  }
}
