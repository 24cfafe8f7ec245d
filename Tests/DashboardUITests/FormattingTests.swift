import Foundation
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Times of day") struct FormattingTests {
  @Test func `clocks show the person's own time`() {
    let noon = Date(timeIntervalSince1970: 1_791_031_080)
    #expect(ClockText(offset: 0).minutes(noon) == "12:38")
    #expect(ClockText(offset: -5 * 3600).seconds(noon) == "07:38:00")
    #expect(ClockText(offset: 0).minutes(Date(timeIntervalSince1970: -1)) == "23:59")
  }

  /// 2026-10-25, when Central Europe set its clocks from 3:00 to 2:00.
  @Test func `an hour comes twice when summer time ends`() {
    let end = 1_792_890_000
    let clock = ClockText(
      UTCOffsets(over: (end - 1_000_000)...(end + 1_000_000)) { $0 < end ? 7200 : 3600 })
    func at(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(end + seconds)) }
    #expect(clock.seconds(at(-1)) == "02:59:59")
    #expect(clock.seconds(at(0)) == "02:00:00")
    // What was seen in summer keeps its time.
    #expect(clock.stamp(at(-86_400)) == "2026-10-24 03:00:00")
    #expect(clock.stamp(at(86_400)) == "2026-10-26 02:00:00")
  }

  @Test func `a time of another day names that day, by the person's own midnight`() {
    let clock = ClockText(offset: 3600)
    // 2026-10-03 23:00 UTC is midnight there.
    let midnight = Date(timeIntervalSince1970: 1_791_068_400)
    #expect(clock.seconds(midnight, asOf: midnight + 3600) == "00:00:00")
    #expect(clock.seconds(midnight - 1, asOf: midnight) == "10-03 23:59:59")
    #expect(clock.minutes(midnight + 86_400, asOf: midnight) == "10-05 00:00")
    #expect(clock.minutes(midnight - 365 * 86_400, asOf: midnight) == "2025-10-04 00:00")
  }

  @Test func `no moment is out of reach`() {
    let clock = ClockText(offset: -3600)
    for seconds in [-.infinity, .infinity, .nan, -1e300, 1e300] {
      #expect(clock.seconds(Date(timeIntervalSince1970: seconds)).count == 8)
    }
  }

  @Test func `the clock follows a person who goes to another zone`() {
    var dashboard = Dashboard.watching()
    _ = dashboard.apply(.zoneChanged(ClockText(offset: 9 * 3600)))
    #expect(dashboard.clock == ClockText(offset: 9 * 3600))
    #expect(dashboard.frame().lines[0].contains(" \u{B7} 21:39"))
  }
}
