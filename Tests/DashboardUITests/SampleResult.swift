import DashboardUI
import FoundationEssentials
import QueryCore
import ResultTables
import TestSupport
import TextCanvas

/// A result whose every cell is a function of its row: what the grid is drawn from in tests.
struct SampleResult {
  static let target = sampleTarget("supermetrics:query/\(SampleBatch.target.id)_query_1")

  var rows = 1_000_000

  static let names = [
    "Date", "Account", "Campaign", "Clicks", "Impressions", "Cost", "Active", "Labels", "Note",
    "Conversion value", "Currency", "Ad group", "Keyword", "CTR",
  ]

  private static let firstPage = ResultPage(names: names, rows: (0..<1_000).map(row))

  static func row(_ number: Int) -> [ResultCell] {
    [
      .string("2026-09-\(11 + number / 40 % 20)"),
      .string("\(100 + number % 40)-200-\(3000 + number % 40 * 13)"),
      .string(
        ["Brand", "Sommer Größen", "春のキャンペーン", "Retargeting | long tail, everything else we sell"][
          number % 4]),
      .number("\(number * 37 % 9973)"), .number("\(number * 7919 % 1_000_003)"),
      number % 7 == 3 ? .null : .number("\(number * 13 % 5000).\(10 + number % 90)"),
      .boolean(number % 3 == 0), .nested(#"{"tags":["a","b\#(number % 5)"],"n":\#(number)}"#),
      number % 5 == 0
        ? .missing : number % 5 == 1 ? .string("") : .string("line one\nline \(number)"),
      .number("-\(number).5"), .string("EUR"), .string("Group \(number % 12)"),
      .string("\u{1B}[31mkeyword"), .number("0.0\(number % 97)"),
    ]
  }

  /// What a server that answers by row number would send.
  func answer(_ request: ResultPageRequest) -> ResultPageAnswer {
    let range =
      switch request {
      case .rows(let first, let count):
        min(first, rows)..<max(min(first, rows), min(first + count, rows))
      case .link(let link): Self.rows(ofLink: link, rows)
      case .beyond: rows..<rows
      case .whole: 0..<rows
      }
    let page =
      range == 0..<1_000
      ? Self.firstPage : ResultPage(names: Self.names, rows: range.map(Self.row))
    var answer = ResultPageAnswer(page)
    if case .link = request {
      answer.next = range.upperBound < rows ? "next-\(range.upperBound)" : nil
    } else {
      answer.totalRows = rows
    }
    return answer
  }

  /// What is read of rows that are kept.
  static func answer(_ request: ResultPageRequest, in order: RowOrder) -> ResultPageAnswer {
    guard case .rows(let first, let count) = request else {
      return ResultPageAnswer(ResultPage(names: [], rows: []))
    }
    let rows = order.rows.dropFirst(first).prefix(count).map { row(Int($0)) }
    return ResultPageAnswer(ResultPage(names: names, rows: rows), totalRows: order.rows.count)
  }

  private static func rows(ofLink link: String?, _ count: Int) -> Range<Int> {
    let first = link.flatMap { Int($0.dropFirst(5)) } ?? 0
    return min(first, count)..<min(first + 1_000, count)
  }
}

extension Dashboard {
  /// A dashboard that shows the rows of a query.
  static func showing(
    _ result: SampleResult = SampleResult(), access: ResultAccess = .random, columns: Int = 80,
    rows: Int = 24, glyphs: GlyphSet = .unicode,
    clipboard: ClipboardRoute = DisplayOptions().clipboard
  ) -> Dashboard {
    let options = DisplayOptions(glyphs: glyphs, clipboard: clipboard)
    let isUsual =
      result.rows == 1_000_000 && access == .random && options == DisplayOptions()
    var state = isUsual ? aMillionRows : opening(result, access, options)
    state.serve(state.apply(.resized(Size(columns: columns, rows: rows))), from: result)
    return state
  }

  /// Opened once for all tests: its first page takes a while to be made.
  private static let aMillionRows = opening(SampleResult(), .random, DisplayOptions())

  private static func opening(
    _ result: SampleResult, _ access: ResultAccess, _ options: DisplayOptions
  ) -> Dashboard {
    var state = Dashboard(
      targets: [SampleResult.target], size: Size(columns: 80, rows: 24),
      now: SampleBatch.now, options: options)
    var query = TargetSnapshot(target: SampleResult.target, state: .succeeded)
    query.observedAt = SampleBatch.now
    query.detail = .query(QueryDetail(resultRows: result.rows))
    _ = state.apply(.snapshotArrived(MonitorSnapshot(targets: [query], pace: .seconds(1))))
    state.press("o")
    state.serve(
      state.apply(.resultEvent(SampleResult.target, .opened(access))), from: result)
    return state
  }

  /// Answers page requests, and those the answers bring, until nothing more is asked for.
  mutating func serve(_ effects: [Effect], from result: SampleResult = SampleResult()) {
    var open = effects
    while let effect = open.popLast() {
      switch effect {
      case .results(let target, .load(let requests)):
        for request in requests {
          open += apply(.resultEvent(target, .arrived(request, result.answer(request))))
        }
      case .results(let target, .loadKept(let requests, let order)):
        for request in requests {
          let answer = SampleResult.answer(request, in: order)
          open += apply(.resultEvent(target, .keptArrived(request, answer, in: order)))
        }
      default: break
      }
    }
  }

  /// Presses keys and answers what they ask for.
  mutating func browse(_ keys: [KeyPress], _ result: SampleResult = SampleResult()) {
    for key in keys { serve(apply(.keyPressed(key)), from: result) }
  }

  /// Presses keys that type something, and answers what they ask for.
  mutating func browse(_ keys: String, _ result: SampleResult = SampleResult()) {
    browse(keys.map { .character($0) }, result)
  }
}
