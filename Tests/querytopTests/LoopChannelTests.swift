import Dispatch
import Testing

@testable import querytop

@MainActor @Suite(.timeLimit(.minutes(5)))
struct LoopChannelTests {
  private static func words(_ events: [LoopEvent?]) -> [String] {
    events.map { event in
      switch event {
      case .said(let word): word
      case nil: "end"
      default: "other"
      }
    }
  }

  private final class Key {
    var isPressed = false
  }

  @Test("events come in the order they were sent, whether the loop waits or not")
  func order() async {
    let channel = LoopChannel()
    channel.send(.said("a"))
    channel.send(.said("b"))
    var events = [await channel.next(), await channel.next()]
    async let late = channel.next()
    // On one actor: the loop waits when this runs, or will find it.
    await Task.yield()
    channel.send(.said("c"))
    events.append(await late)
    #expect(Self.words(events) == ["a", "b", "c"])
  }

  @Test("a key that stands in line goes before events that wait, however many do")
  func keysBetweenEvents() async {
    let channel = LoopChannel()
    for number in 0..<100 { channel.send(.said("\(number)")) }
    for _ in 0..<3 {
      let key = Key()
      DispatchQueue.main.async { MainActor.assumeIsolated { key.isPressed = true } }
      _ = await channel.next()
      #expect(key.isPressed)
    }
    #expect(channel.finish().count == 97)
  }

  @Test("from many tasks each event arrives once")
  func manySenders() async {
    let channel = LoopChannel()
    var seen: [String] = []
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<200 { group.addTask { channel.send(.said("\(number)")) } }
      while seen.count < 200, let event = await channel.next() { seen += Self.words([event]) }
    }
    #expect(Set(seen).count == 200)
    #expect(channel.finish().isEmpty)
  }

  @Test("what nobody has taken at the end is handed over, and nothing comes after it")
  func rest() async {
    let channel = LoopChannel()
    for word in ["a", "b", "c"] { channel.send(.said(word)) }
    _ = await channel.next()
    #expect(Self.words(channel.finish()) == ["b", "c"])
    channel.send(.said("late"))
    #expect(Self.words([await channel.next()]) == ["end"])
    #expect(channel.finish().isEmpty)
  }

  @Test("who waits is let go at the end, and when cancelled")
  func letGo() async {
    let channel = LoopChannel()
    let waiting = Task { await channel.next() }
    await Task.yield()
    _ = channel.finish()
    #expect(Self.words([await waiting.value]) == ["end"])
    let other = LoopChannel()
    let cancelled = Task { await other.next() }
    await Task.yield()
    cancelled.cancel()
    #expect(Self.words([await cancelled.value]) == ["end"])
  }
}
