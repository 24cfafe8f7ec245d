import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("What needs somebody, and why") struct TargetStandingTests {
  @Test(arguments: [
    (PollProblem.unreachable("reset"), 59.0, false), (.unreachable("reset"), 60, true),
    (.unauthorized(QueryFailure()), 10, false), (.unauthorized(QueryFailure()), 60, true),
    (.redirected(toHost: nil), 0, true), (.throttled(until: SampleTargets.now), 600, false),
    (.timedOut, 61, true),
  ])
  func `a problem that may pass is given a minute where there has been an answer`(
    problem: PollProblem, age: Double, isNeeded: Bool
  ) {
    var target = SampleTargets.target("prod:query/q", .running)
    target.problem = problem
    target.staleSince = SampleTargets.now.addingTimeInterval(-age)
    let standing = TargetStanding(target, at: SampleTargets.now)
    #expect(standing == (isNeeded ? .needsYou : .running))
  }

  @Test
  func `what has never answered needs somebody at once, unless its server is only in trouble`() {
    func standing(_ problem: PollProblem) -> TargetStanding {
      var target = TargetSnapshot(target: sampleTarget("prod:query/q"))
      target.problem = problem
      target.staleSince = SampleTargets.now
      return TargetStanding(target, at: SampleTargets.now)
    }
    #expect(standing(.unreachable("unknown host")) == .needsYou)
    #expect(standing(.notFound(QueryFailure())) == .needsYou)
    #expect(standing(.serverError(status: 503, QueryFailure())) == .waiting)
  }

  // MARK: Why

  private func reason(_ change: (inout TargetSnapshot) -> Void, throttled: Date? = nil) -> String? {
    var target = SampleTargets.target("prod:batch/qrb_1", .running)
    change(&target)
    var monitor = MonitorSnapshot(targets: [target])
    monitor.throttledUntil["prod"] = throttled
    let facts = Dashboard.watchingMany(monitor).facts
    return TargetReason.of(target, facts)?.text(width: 60, glyphs: .unicode).string
  }

  @Test func `says one thing of a row, the most telling`() {
    #expect(reason { _ in } == nil)
    #expect(
      reason({ _ in }, throttled: SampleTargets.now.addingTimeInterval(228))
        == "throttled  until 12:43")
    let stale = reason { target in
      target.observedAt = SampleTargets.now.addingTimeInterval(-40)
      target.staleSince = SampleTargets.now.addingTimeInterval(-39)
      target.problem = .timedOut
    }
    #expect(stale == "stale 40s  timed out")
    #expect(
      reason { $0.doubts = ["counters say 26 failed, rows 24"] }
        == "counters say 26 failed, rows 24")
    #expect(reason { $0.doubts = ["a", "b", "c"] } == "3 doubts  a")
    let unknown = reason { target in
      target.state = .unknown("PAUSED")
      target.unknownWord = UnknownWord(since: SampleTargets.now)
    }
    #expect(unknown == "says  PAUSED")
  }

  @Test func `keeps the first words of a reason whole where the rest has no room`() {
    let reason = TargetReason("credential refused", "check PROD_KEY")
    #expect(reason.text(width: 18, glyphs: .unicode) == "credential refused")
    #expect(reason.text(width: 40, glyphs: .unicode) == "credential refused  check PROD_KEY")
  }
}
