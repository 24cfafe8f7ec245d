import Testing

@testable import querytop

struct TickGateTests {
  private let start = ContinuousClock().now

  private func after(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

  @Test("a second right behind an answer is left out, the one after it is not")
  func behindAnAnswer() {
    var gate = TickGate()
    #expect(gate.isOpen(at: start))
    gate.timeApplied(at: start, byAnswer: true)
    #expect(!gate.isOpen(at: after(0.6)))
    #expect(gate.isOpen(at: after(0.8)))
  }

  @Test("while answers come every second they alone bring the time")
  func amongAnswers() {
    var gate = TickGate()
    for second in 0..<5 {
      gate.timeApplied(at: after(Double(second)), byAnswer: true)
      if second > 0 { #expect(!gate.isOpen(at: after(Double(second) + 0.95))) }
    }
    #expect(gate.isOpen(at: after(5.3)))
  }

  @Test("once answers stop, no second is left out")
  func afterAnswers() {
    var gate = TickGate()
    gate.timeApplied(at: start, byAnswer: true)
    gate.timeApplied(at: after(1), byAnswer: true)
    for second in 3..<9 {
      #expect(gate.isOpen(at: after(Double(second))))
      gate.timeApplied(at: after(Double(second)), byAnswer: false)
    }
  }
}
