import QuerySimulator
import Testing

struct FaultScheduleTests {
  /// What each quarter of a second of some minutes is answered with.
  private func answers(seed: UInt64, seconds: Int) -> [SimulatedAnswer] {
    let schedule = FaultSchedule(seed: seed)
    return (0..<seconds * 4).map { schedule.answer(at: .milliseconds($0 * 250)) }
  }

  /// A fault without the wait it asks for.
  private func kind(_ answer: SimulatedAnswer) -> SimulatedAnswer {
    if case .throttled(_, let asDate) = answer {
      .throttled(seconds: 0, asDate: asDate)
    } else {
      answer
    }
  }

  @Test func `a story begins without faults`() {
    #expect(answers(seed: 1, seconds: 12).allSatisfy { $0 == .normal })
  }

  @Test func `most of the time all is well`() {
    let all = answers(seed: 1, seconds: 600)
    let faults = all.count { $0 != .normal }
    #expect((all.count / 6...all.count / 2).contains(faults))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `within four minutes every fault has come`(seed: UInt64) {
    #expect(Set(answers(seed: seed, seconds: 12 * 18).map(kind)).count == 18)
  }

  @Test func `the same seed has the same faults, another has others`() {
    #expect(answers(seed: 7, seconds: 300) == answers(seed: 7, seconds: 300))
    #expect(answers(seed: 7, seconds: 300) != answers(seed: 8, seconds: 300))
  }

  @Test func `who waits as long as a 429 asks finds it gone`() {
    let schedule = FaultSchedule(seed: 1)
    var waits = 0
    for step in 0..<12 * 17 * 40 {
      let now = Duration.milliseconds(step * 100)
      guard case .throttled(let seconds, _) = schedule.answer(at: now) else { continue }
      waits += 1
      #expect((1...5).contains(seconds))
      #expect(schedule.answer(at: now + .seconds(seconds)) == .normal)
    }
    #expect(waits > 0)
  }

  @Test(arguments: [Duration.seconds(-1), .seconds(1 << 40), .nanoseconds(Int64.max)])
  func `no moment is out of range`(moment: Duration) {
    let known = Set(answers(seed: 1, seconds: 12 * 18).map(kind))
    #expect(known.contains(kind(FaultSchedule(seed: .max).answer(at: moment))))
  }
}
