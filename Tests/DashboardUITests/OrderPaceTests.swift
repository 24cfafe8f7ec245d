import Foundation
import QueryCore
import TestSupport
import Testing

@testable import DashboardUI

@Suite("When rows that move by themselves are put in order") struct OrderPaceTests {
  private static let start = SampleBatch.now

  private static func pace(orderedAt seconds: Double...) -> OrderPace {
    var pace = OrderPace()
    for second in seconds { pace.ordered(at: start + second, failures: 3) }
    return pace
  }

  @Test func `at the first look`() {
    #expect(OrderPace().isDue(at: Self.start, failures: 0))
  }

  @Test(arguments: [(0.0, false), (4, false), (5, true), (60, true), (-1, true)])
  func `every five seconds, and after a clock was set back`(seconds: Double, isDue: Bool) {
    let pace = Self.pace(orderedAt: 0)
    #expect(pace.isDue(at: Self.start + seconds, failures: 3) == isDue)
  }

  @Test func `what is asked every five seconds is in order with each answer`() {
    #expect(Self.pace(orderedAt: 0).isDue(at: Self.start + 4.9, failures: 3))
  }

  @Test func `a failure at once, the next ones together five seconds later`() {
    var pace = Self.pace(orderedAt: 0)
    #expect(pace.isDue(at: Self.start + 1, failures: 4))
    pace.ordered(at: Self.start + 1, failures: 4)
    #expect(!pace.isDue(at: Self.start + 2, failures: 9))
    #expect(pace.isDue(at: Self.start + 6, failures: 9))
  }
}
