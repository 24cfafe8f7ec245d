package import FoundationEssentials

/// The failures of a batch as plain text for whoever is to mend them: ready to paste, every character printable.
///
/// ```
/// prod:batch/qrb_3feb5ff5c71e · 27 of 800 failed · 2026-11-26 02:41 UTC
/// 20 of 27 failures are one account, act_9406548372, on every day: fix its access first; …
///
/// 1. QUERY_ACCOUNT_UNAVAILABLE × 20 · permanent
///    "Account act_9406548372 is not available (reference 6573681)."
///    accounts act_9406548372 · days 2026-11-06 … 2026-11-25 (20)
///    request ids GyXKKPKkFwN4TJVGX_UKOYMFyRlfV0Sl, …17 more
///    queries qrb_3feb5ff5c71e_query_81, …19 more
/// ```
package struct FailureTicket: Hashable, Sendable {
  /// What a ticket is about.
  package enum Choice: Hashable, Sendable {
    /// All that failed.
    case all
    /// One of the causes.
    case cause(FailureCause)
    /// These queries, by id: one under the cursor, or those marked.
    case queries(Set<String>)
  }

  /// Lines parted by line feeds; the last has none.
  package let text: String

  /// The most causes written out, and the most names of one list.
  static let mostCauses = 20
  static let mostNames = 3
  /// Bytes of the raw answer that are kept, in whole lines.
  static let mostRaw = 8 << 10

  /// Writes the ticket of a batch, or of a single query or job, which is a batch of one.
  ///
  /// - Parameters:
  ///   - causes: the target's failures as `FailureCause.group` groups them.
  ///   - verdict: nil where there is none.
  ///   - rawAnswer: an answer about one of the queries, redacted already; nil for none.
  ///   - date: when the ticket is written.
  package init(
    of snapshot: TargetSnapshot, causes: [FailureCause], verdict: Verdict?, choice: Choice = .all,
    rawAnswer: String? = nil, at date: Date
  ) {
    let rows = snapshot.rows
    var writer = TicketWriter(target: snapshot.target, rows: rows)
    writer.head(snapshot, failed: causes.reduce(0) { $0 + $1.count }, at: date)
    if let verdict { writer.say(verdict.sentence) }
    switch choice {
    case .all: writer.list(causes)
    case .cause(let cause): writer.list([cause])
    case .queries(let ids):
      let chosen = BatchRows(rows.filter { ids.contains($0.id) })
      writer.list(FailureCause.group(chosen))
      writer.listSound(chosen)
    }
    if let rawAnswer { writer.raw(rawAnswer) }
    text = writer.lines.joined(separator: "\n")
  }
}
