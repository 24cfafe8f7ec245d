import FoundationEssentials
import NIOConcurrencyHelpers
import QueryHTTP

/// The full seconds of the wall clock, of which the loop is told unless an answer has just brought it the time.
nonisolated final class LoopTicks: Sendable {
  private let clock = ContinuousClock()
  private let gate = NIOLockedValueBox(TickGate())

  /// The loop has applied the time, with an answer or without.
  func timeApplied(byAnswer: Bool) {
    gate.withLockedValue { $0.timeApplied(at: clock.now, byAnswer: byAnswer) }
  }

  /// Sends the seconds until cancelled, so that minutes turn on time; one that says nothing new wakes nobody.
  @concurrent func send(into channel: LoopChannel) async {
    while true {
      let now = Date().timeIntervalSince1970
      let rest = 1 - (now - now.rounded(.down))
      do { try await NetworkClock().sleep(for: .seconds(rest + 0.002)) } catch { return }
      if gate.withLockedValue({ $0.isOpen(at: clock.now) }) { channel.send(.tick) }
    }
  }
}

/// Which ticks say something new: a second frame right behind an answer's would differ in nothing.
nonisolated struct TickGate: Sendable {
  /// A tick this soon after the time was last applied is left out.
  private static let pause = Duration.milliseconds(700)

  /// The same while answers come every second: the next brings the time, a little late where it was long under way.
  private static let pauseAmongAnswers = Duration.milliseconds(1_200)

  /// Answers this close come every second.
  private static let mostBetweenAnswers = Duration.milliseconds(1_250)

  private var lastAnswer: ContinuousClock.Instant?
  private var closedUntil: ContinuousClock.Instant?

  mutating func timeApplied(at now: ContinuousClock.Instant, byAnswer: Bool) {
    var pause = Self.pause
    if byAnswer {
      if let lastAnswer, lastAnswer.duration(to: now) < Self.mostBetweenAnswers {
        pause = Self.pauseAmongAnswers
      }
      lastAnswer = now
    }
    closedUntil = now + pause
  }

  func isOpen(at now: ContinuousClock.Instant) -> Bool { closedUntil.map { now >= $0 } ?? true }
}
