import DashboardUI
import FoundationEssentials
import QueryCore
import TestSupport
import TextCanvas

/// Calls frozen at one moment: what the requests view is drawn from in tests.
enum SampleRequests {
  /// Newest first: an answer each second, with a refusal, a wait, a timeout and a hostile name in it.
  static func records(_ count: Int = 40) -> [RequestRecord] {
    (1...count).reversed().map { number in
      let batch = "/query/batch/qrb_3feb5ff5c71e/status?offset=0&limit=1000"
      let child = "/query/status?schedule_id=qrb_3feb5ff5c71e_query_\(number)&offset_start=0"
      return RequestRecord(
        id: number, sentAt: SampleBatch.now.addingTimeInterval(Double(number - count)),
        source: "supermetrics", path: number % 5 == 2 ? child : batch, outcome: outcome(number),
        milliseconds: number % 9 == 4 ? 30_000 : 60 + number * 7 % 90,
        bytes: number % 9 == 4 ? 0 : 100_000 + number * 311,
        budget: number % 9 == 4 ? nil : RequestBudget(limit: 5000, remaining: 4852 - number),
        requestID: number % 9 == 4
          ? nil : number == count - 1 ? "Ab\u{1B}[31mRo" : "AbRo\(4000 + number)")
    }
  }

  private static func outcome(_ number: Int) -> RequestRecord.Outcome {
    switch number % 9 {
    case 4: .failed("timed out")
    case 6: .status(500)
    case 7: .status(429)
    default: .status(200)
    }
  }
}

extension Dashboard {
  /// A dashboard with the requests view open.
  static func asking(
    columns: Int = 80, rows: Int = 24, records: [RequestRecord] = SampleRequests.records(),
    glyphs: GlyphSet = .unicode
  ) -> Dashboard {
    var state = watching(columns: columns, rows: rows, glyphs: glyphs)
    state.press("i")
    _ = state.apply(.requestsArrived(records))
    return state
  }
}
