import QueryCore
import Testing

struct CalendarDaysTests {
  @Test func `four hundred years of days come back as they were`() throws {
    let first = try #require(CalendarDays.number("1900-01-01"))
    let last = try #require(CalendarDays.number("2299-12-31"))
    #expect(last - first + 1 == 146_097)
    for number in first...last {
      #expect(CalendarDays.number(CalendarDays.text(number)) == number)
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016),
    ("2026-11-26", 20_783),
  ])
  func `days are counted from 1970`(text: String, number: Int) {
    #expect(CalendarDays.number(text) == number)
    #expect(CalendarDays.text(number) == text)
  }

  @Test(arguments: [
    "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20261003", "2026-10-03T00:00",
    "today",
    "-026-10-03", "２０２６-10-03", "1900-02-29",
  ])
  func `what is no day of the calendar has no number`(text: String) {
    #expect(CalendarDays.number(text) == nil)
  }

  @Test func `a range has every day from its first to its last`() {
    #expect(CalendarDays.range("2026-02-27", "2026-03-01").map(Array.init)?.count == 3)
    #expect(CalendarDays.range("2026-02-27", nil)?.count == 1)
    #expect(CalendarDays.range("2026-03-01", "2026-02-27") == nil)
    #expect(CalendarDays.range("0001-01-01", "9999-12-31") == nil)
  }
}
