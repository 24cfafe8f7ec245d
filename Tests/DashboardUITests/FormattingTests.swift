import Foundation
import Testing

@testable import DashboardUI

@Suite("Times of day") struct FormattingTests {
  @Test func `clocks show the person's own time`() {
    let noon = Date(timeIntervalSince1970: 1_791_031_080)
    #expect(ClockText(offset: 0).minutes(noon) == "12:38")
    #expect(ClockText(offset: -5 * 3600).seconds(noon) == "07:38:00")
    #expect(ClockText(offset: 0).minutes(Date(timeIntervalSince1970: -1)) == "23:59")
  }
}
