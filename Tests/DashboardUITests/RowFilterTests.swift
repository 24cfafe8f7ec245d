import Foundation
import QueryCore
import TestSupport
import Testing

@testable import DashboardUI

/// A row with everything in it.
private let failed = BatchQuery(
  id: "qrb_1_query_17", state: .failed, startedAt: SampleBatch.start,
  endedAt: SampleBatch.start.addingTimeInterval(65), accounts: ["act_22", "Åkesson AB"],
  startDate: "2026-11-10", endDate: "2026-11-14",
  failure: QueryFailure(
    code: "QUERY_ACCOUNT_UNAVAILABLE", message: "It did not answer in time.",
    description: "see /docs/errors"))
/// A row with as little as can be.
private let waiting = BatchQuery(id: "qrb_1_query_2", state: .waiting)
private let done = BatchQuery(
  id: "qrb_1_query_3", state: .succeeded, startedAt: SampleBatch.start,
  endedAt: SampleBatch.start.addingTimeInterval(0.4), accounts: ["act_220"],
  startDate: "2026-12-31", resultRows: 1_500)

private func row(_ query: BatchQuery) -> BatchRow {
  BatchRow(rows: [query], place: 0, now: SampleBatch.now)
}

private func problem(_ text: String) -> FilterProblem? {
  do throws(FilterProblem) {
    _ = try RowFilter(text, for: BatchRow.self)
    return nil
  } catch {
    return error
  }
}

@Suite("The filter language") struct RowFilterTests {
  /// Expects a filter to pass the failed row, or not.
  private func passes(_ text: String, _ query: BatchQuery) throws -> Bool {
    try RowFilter(text, for: BatchRow.self).matches(row(query))
  }

  @Test(arguments: [
    "", "  ", "FAILED", "act_22", "unavailable", "åkesson", "ÅKESSON", "did answer", "11-14",
    "\"did not answer\"", "state:failed", "State:FAIL", "account:act_2", "account:act_*",
    "account=act_22", "account:*22", "code:QUERY_*", "code:*unavailable", "code:unavailable",
    "error:docs", "id:query_17", "query=qrb_1_query_17", "!succeeded", "!state:waiting",
    "!account:nobody", "state:failed code:QUERY_* !timeout", "date:11-10", "date:11-12",
    "date:2026-11", "date:2026", "date:2026-11-14", "date:11-14..12-01", "date:11-01..11-10",
    "date:2026-11-01..11-11", "date:2026-10..2026-11", "date:11-14..01-02", "dur>30s", "dur>=1m5s",
    "dur<2h", "took>0.5m", "dur:65s", "!rows>0", "/did (not )?answer/", "code:/^query_.*able$/",
    "act*22", "!rows>1,000", "/a{1}[[]*/", "/[\\D]/", "/[^\\W]/", "!/{\"code\"}/", "/[!-\\/]|able/",
    "error:\"did not answer\"", "\"/docs/errors\"", "/docs/errors/", "date:*",
  ]) func `passes what a filter asks for`(text: String) throws {
    guard text != "date:*" else { return #expect(problem(text) != nil) }
    #expect(try passes(text, failed))
  }

  @Test(arguments: [
    "succeeded", "!failed", "!FAILED act_22", "state:failed timeout", "account:act_2*9",
    "account=act_2", "account:22*", "code:ACCOUNT*", "date:11-09", "date:11-15", "date:2025",
    "date:2025-11-12", "date:11-15..12-31", "date:12-20..01-05", "dur>1m5s", "dur<30s", "dur<=64s",
    "rows>0", "rows<1", "/^did/", "code:/^account/", "error=answer", "\"did  not\"", "\"!act_22\"",
  ]) func `keeps back what it does not`(text: String) throws {
    #expect(try !passes(text, failed))
  }

  @Test func `asks of a row with nothing in it nothing it cannot say`() throws {
    for text in ["rows>=0", "dur>=0s", "date:2026", "account:a*", "code:*", "error:x"] {
      #expect(try !passes(text, waiting), "\(text)")
      #expect(try passes("!" + text, waiting), "\(text)")
    }
    #expect(try passes("waiting !account:*", waiting))
  }

  @Test func `counts in thousands and millions and measures in the units of time`() throws {
    for text in [
      "rows=1.5k", "rows:1,500", "rows:1500", "rows<2k", "rows>=1500", "rows<1m", "dur<500ms",
      "dur>0s",
    ] {
      #expect(try passes(text, done), "\(text)")
    }
    #expect(try !passes("rows>1.5k", done) && !passes("dur>1s", done))
  }

  @Test func `finds a range that runs over the year's end in both years`() throws {
    #expect(try passes("date:12-20..01-05", done))
    var january = done
    january.startDate = "2027-01-03"
    #expect(try passes("date:12-20..01-05", january))
    january.startDate = "2027-01-06"
    #expect(try !passes("date:12-20..01-05", january))
  }

  @Test func `looks for days that are written in some other way as text`() throws {
    var other = done
    other.startDate = "last 11-14 days"
    #expect(try passes("date:11-14", other) && !passes("date:11-15", other))
  }

  @Test func `ends with the longest ranges of days there are`() throws {
    var long = done
    (long.startDate, long.endDate) = ("0000-00-00", "9999-99-99")
    #expect(try passes("date:11-14", long) && passes("date:2026", long))
    (long.startDate, long.endDate) = ("9999-01-01", "0001-01-01")
    #expect(try !passes("date:11-14", long))
  }

  @Test(arguments: [
    ("stat:failed", 1, "no field is called stat here, but state, id"),
    ("failed foo>3", 8, "no field is called foo"),
    ("state>failed", 1, "state is text: write state:text"),
    ("act date>11-14", 5, "date takes a day or a range: date:11-10..11-14"),
    ("date:2026-11-14..2026-11-10", 6, "date is a range that ends before it begins"),
    ("date:11-10..2026-11-14", 6, "date needs the year in front of both"),
    ("\"\"", 1, "nothing between the quotes"),
    ("/(ab/", 2, "this ( is never closed"),
    ("code:/ab)/", 9, ") without a ("),
    ("/a[bc/", 3, "this [ is never closed"),
    ("/*a/", 2, "nothing stands before this *"),
    ("/a\\b/", 3, "\\b is not known here"),
    ("/(?=a)/", 3, "only (?: is known"),
    ("/a{5,2}/", 3, "ends before it begins"),
    ("/[z-a]/", 3, "has to rise"),
    ("/(abc){99}/", 2, "the pattern is too long: at most 128"),
    ("/a{99999}/", 3, "99999 is too often: at most 128"),
    ("code:/QUERY_a{2,123456}/", 14, "123456 is too often"),
    ("/a{,5}/", 3, "a count is {2}, {2,} or {2,5}"),
    ("/a{2;3}/", 3, "a count is {2}"),
    ("/{2}a/", 2, "nothing stands before this count"),
    ("/a**/", 4, "* is a second count behind *"),
    ("/a{2}{3}/", 6, "{3} is a second count behind {2}"),
    ("/a*??/", 5, "? is a second count"),
    ("/^*a/", 2, "an end of the text cannot be counted"),
    ("/[[:alpha:]]/", 3, "[: is not known here"),
    ("/[+-\\d]/", 5, "\\d is not known here"),
    ("/\\p{L}/", 2, "\\p is not known here"),
    ("/(?i)a/", 3, "only (?: is known"),
    ("/a/i", 1, "nothing stands behind the closing /"),
    ("state:!failed", 1, "! stands in front: !state:failed"),
    ("a state!=failed", 3, "! stands in front: !state=failed"),
    ("state==failed", 1, "one sign is enough: state=value"),
    ("!!failed", 1, "one ! is enough"),
    ("failed OR stopped", 8, "for one or the other write /this|that/"),
    ("NOT failed", 1, "!word leaves out"),
    ("rows>1k5", 6, "rows expects a count"),
    ("date:13-45", 6, "date expects a day"),
    ("date:02-30", 6, "date expects a day"),
    ("date:2026-11-31", 6, "date expects a day"),
    ("dur>abc", 5, "dur expects a length of time"),
    ("/((((){999}){999}){999}){999}/", 2, "the pattern is too long"),
  ]) func `says where an error is and what to do`(text: String, column: Int, words: String) throws {
    let found = try #require(problem(text))
    #expect(found.column == column && found.sentence.contains(words), "\(found)")
    let hasValue = ["date", "rows", "dur", "/a/i"].contains { text.contains($0) }
    #expect(!found.isIncomplete || hasValue)
  }

  @Test(arguments: [
    "!", "state:", "!state:", "rows>", "rows>1x", "dur>", "dur>30", "dur>1h3", "date:", "date:1",
    "date:11-", "date:11-1", "date:2026-1", "date:11-10..", "\"did not", "error:\"did", "/tim", "/",
    "code:/", "/a\\/",
  ]) func `takes for incomplete what can become a filter`(text: String) throws {
    #expect(try #require(problem(text)).isIncomplete)
  }

  @Test func `takes no time to speak of for patterns that make others hang`() throws {
    let long = String(repeating: "a", count: 100_000)
    var hostile = failed
    hostile.failure = QueryFailure(code: long, message: long + "!")
    for text in [
      "/(a*)*b/", "/(a|aa)+$b/", "/(.*)(.*)(.*)(.*)x/", "/(a?){60}a{60}b/", "a*a*a*a*a*b",
    ] {
      #expect(try !passes("code:" + text, hostile), "\(text)")
    }
  }
}

@Suite("Patterns") struct PatternMachineTests {
  @Test func `find what Swift's own expressions find, in a thousand made at random`() throws {
    var random = SplitMix64(seed: 11)
    func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int(random.next() % UInt64(elements.count))]
    }
    func pattern(_ depth: Int) -> String {
      let leaf = ["a", "b", "c", ".", "[ab]", "[^a]", "\\d", "\\D", "ä", "1", "^", "$"]
      guard depth > 0 else { return pick(leaf) }
      let one = pattern(depth - 1)
      let other = pattern(depth - 1)
      return pick([
        one + other, "(\(one)|\(other))", "(?:\(one))*\(other)", "(\(one))?", "(\(one)){1,2}", one,
      ])
    }
    var found = 0
    for _ in 0..<1_000 {
      let source = pattern(3)
      // Of an empty text the end would come before its start.
      let text = String((0..<1 + Int(random.next() % 6)).map { _ in pick(Array("abcABÄä1 !")) })
      let expression = try Regex(source).ignoresCase()
      let expected = try expression.firstMatch(in: text) != nil
      var parser = PatternParser(source, column: 1)
      let machine = try PatternMachine(parser.parse(), text: source, 1)
      #expect(machine.isIn(text) == expected, "/\(source)/ in \"\(text)\"")
      if expected { found += 1 }
    }
    #expect((200...800).contains(found))
  }

  @Test func `take wildcards for anything, and other signs for themselves`() throws {
    func matches(_ pattern: String, _ text: String) throws -> Bool {
      let tree = PatternTree.wildcards(pattern, anchored: true)
      return try PatternMachine(tree, text: pattern, 1).isIn(text)
    }
    #expect(try matches("a.c*", "A.Cd") && !matches("a.c*", "abcd") && matches("*", ""))
    #expect(try matches("*ß*É", "straßeNé") && !matches("é*", "e"))
  }
}
