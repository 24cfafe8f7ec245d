import FoundationEssentials

/// The lines of a ticket, in the making; each is cleaned as it is added.
struct TicketWriter {
  let target: Target
  let rows: BatchRows
  private(set) var lines: [String] = []

  init(target: Target, rows: BatchRows) {
    self.target = target
    self.rows = rows
  }

  mutating func say(_ line: String) { lines.append(line.withoutUnseen) }

  mutating func head(_ snapshot: TargetSnapshot, failed: Int, at date: Date) {
    var parts = [target.description]
    if let progress = snapshot.detail.batch?.progress {
      parts.append(
        "\(CountText.grouped(max(failed, progress.failed))) of \(CountText.grouped(progress.total)) failed"
      )
    } else {
      parts.append(snapshot.observedAt == nil ? "no answer yet" : snapshot.state.word)
    }
    if let requestID = snapshot.requestID { parts.append("request id \(requestID)") }
    parts.append(TimeText.minute(date))
    say(parts.joined(separator: " · "))
  }

  mutating func list(_ causes: [FailureCause]) {
    let failures = failuresByID(causes)
    say("")
    for (index, cause) in causes.prefix(FailureTicket.mostCauses).enumerated() {
      write(cause, number: index + 1, failures)
    }
    let more = causes.count - FailureTicket.mostCauses
    if more > 0 { say("\(CountText.of(more, "more cause", "more causes"))") }
  }

  private func failuresByID(_ causes: [FailureCause]) -> [String: QueryFailure] {
    let ids = Set(causes.prefix(FailureTicket.mostCauses).flatMap(\.queryIDs))
    var failures: [String: QueryFailure] = [:]
    for place in rows.indices where ids.contains(rows.id(at: place)) {
      failures[rows.id(at: place)] = rows.failure(at: place)
    }
    return failures
  }

  private mutating func write(
    _ cause: FailureCause, number: Int, _ failures: [String: QueryFailure]
  ) {
    let count = CountText.grouped(cause.count)
    say("\(number). \(cause.code ?? "no code") × \(count) · \(cause.retry.rawValue)")
    let example = failures[cause.exampleID]
    let message = example?.message ?? example?.description ?? cause.message
    say("   \"\(Self.cut(message))\"")
    if let description = example?.description, description != message {
      say("   \(Self.cut(description))")
    }
    var reach: [String] = []
    if !cause.accountCounts.isEmpty { reach.append("accounts " + Self.names(cause.accounts)) }
    if !cause.dayCounts.isEmpty { reach.append("days " + Self.days(cause.dates)) }
    if !reach.isEmpty { say("   " + reach.joined(separator: " · ")) }
    let requests = cause.queryIDs.compactMap { failures[$0]?.requestID }
    if !requests.isEmpty { say("   request ids " + Self.names(requests)) }
    say("   queries " + Self.names(cause.queryIDs))
    if cause.retry == .transient, let code = cause.code, Self.isPlain(code) {
      say("   run again: querytop rerun \(target) --cause \(code)")
    }
  }

  /// Queries of a choice that did not fail: said, lest somebody think they had.
  mutating func listSound(_ chosen: BatchRows) {
    for place in chosen.indices where !FailureCause.isFailure(place, of: chosen) {
      say("\(chosen.id(at: place)) · \(chosen.state(at: place).word)")
    }
  }

  mutating func raw(_ answer: String) {
    say("")
    say("last answer:")
    var bytes = 0
    for line in answer.split(separator: "\n", omittingEmptySubsequences: false) {
      bytes += line.utf8.count + 1
      guard bytes <= FailureTicket.mostRaw else {
        let rest = FailureTicket.mostRaw - (bytes - line.utf8.count - 1)
        say(String(decoding: line.utf8.prefix(max(0, rest)), as: UTF8.self))
        say("… cut at \(FailureTicket.mostRaw >> 10) KiB")
        return
      }
      say(String(line))
    }
  }

  private static func names(_ names: [String]) -> String {
    let shown = names.prefix(FailureTicket.mostNames).map { cut($0) }.joined(separator: ", ")
    let more = names.count - FailureTicket.mostNames
    return more > 0 ? "\(shown), …\(CountText.grouped(more)) more" : shown
  }

  private static func days(_ dates: [String]) -> String {
    guard let first = dates.first, let last = dates.last, dates.count > 2 else {
      return dates.joined(separator: ", ")
    }
    return "\(first) … \(last) (\(CountText.grouped(dates.count)))"
  }

  /// At most 500 characters.
  private static func cut(_ text: String) -> String {
    text.utf8.count <= 500 || text.count <= 500 ? text : text.prefix(500) + "…"
  }

  /// Whether a shell takes the text for one word and nothing else.
  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(\.isNameByte) && text.first != "-"
  }
}
