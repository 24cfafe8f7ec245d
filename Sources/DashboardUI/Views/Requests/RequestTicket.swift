import QueryCore
import TextCanvas

/// What is known of a call as plain text for whoever is to look for it: ready to paste, every character printable.
///
/// ```
/// GET /query/batch/qrb_3feb5ff5c71e/status?offset=0&limit=1000
/// supermetrics · 429 · 2026-11-26 02:41:07 UTC · 63 ms
/// request id AbRo4039
/// ```
struct RequestTicket: Hashable, Sendable {
  /// Lines parted by line feeds; the last has none.
  let text: String

  init(_ record: RequestRecord) {
    let outcome =
      switch record.outcome {
      case .status(let status): String(status)
      case .failed(let reason): "no answer: \(reason)"
      }
    let facts = [
      record.source, outcome, TimeText.second(record.sentAt),
      "\(CountText.grouped(record.milliseconds)) ms",
    ]
    let lines = [
      "\(record.method) \(record.path)", facts.joined(separator: " · "),
      record.requestID.map { "request id \($0)" } ?? "no request id came with it",
    ]
    text = lines.map { SafeText($0).string }.joined(separator: "\n")
  }
}
