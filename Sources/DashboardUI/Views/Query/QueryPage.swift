import FoundationEssentials
import QueryCore
import TextCanvas

/// Everything known of one query, wrapped and complete, as lines to scroll through.
///
/// ```
///   ✗ failed   supermetrics:query/qrb_3feb5ff5c71e_query_17
///   ··········▸▸▸▸▸▸▸▸▸▸▸▸✗     waited 14s, ran 1m05s
///
///   accounts     123-456-7890
///   ...
///   Error
///   code         QUERY_ACCOUNT_UNAVAILABLE
/// ```
struct QueryPage {
  let view: QueryView
  let facts: Facts
  let width: Int
  private(set) var lines: [StyledLine] = []

  private static let labelWidth = 13

  /// Columns for text on a screen of so many.
  static func textWidth(_ columns: Int) -> Int { max(1, columns - 4) }

  init(_ view: QueryView, _ facts: Facts, width: Int) {
    self.view = view
    self.facts = facts
    self.width = Self.textWidth(width)
    switch view.subject {
    case .child(let batch, let id): describe(id, of: batch)
    case .target(let target): describe(target)
    }
  }

  // MARK: A query of a batch

  private mutating func describe(_ id: String, of batch: Target) {
    guard let query = facts.query(id, in: batch), let snapshot = facts.target(batch) else {
      say("This query is no longer in the batch's list.", Style(.warning))
      return
    }
    heading(query.state, id)
    timeline(query, batchStart: snapshot.startedAt)
    lines.append(StyledLine())
    field("accounts", query.accounts.joined(separator: ", "))
    field("dates", dates(query))
    field("started", query.startedAt.map(facts.options.clock.seconds))
    field("ended", query.endedAt.map(facts.options.clock.seconds))
    field("result", query.resultRows.map { rows($0, in: query.state) })
    if let failure = query.failure {
      error(failure, of: query)
      sameCause(id, of: batch)
    }
    if let inspected = view.statusPage(facts) { live(inspected) }
  }

  /// Which other queries failed for the same cause.
  private mutating func sameCause(_ id: String, of batch: Target) {
    guard let cause = facts.batches[batch]?.cause(of: id) else { return }
    field("same cause", "\(CountText.of(cause.count, "query", "queries")): \(cause.reach)")
    field("advice", cause.retry.words)
  }

  // MARK: A query watched by itself

  private mutating func describe(_ target: Target) {
    guard let snapshot = facts.target(target) else { return }
    heading(snapshot.state, target.description)
    lines.append(StyledLine())
    field("started", snapshot.startedAt.map(facts.options.clock.seconds))
    field("ended", snapshot.endedAt.map(facts.options.clock.seconds))
    if let failure = snapshot.failure ?? snapshot.detail.query?.failure { error(failure, of: nil) }
    live(snapshot)
  }

  // MARK: Parts

  private mutating func heading(_ queryState: QueryState, _ name: String) {
    var line = StyledLine("  ")
    line.add(facts.options.glyphs.glyph(queryState), Style(queryState.role, .bold))
    line.add(SafeText(" \(queryState.word)   "), Style(queryState.role, .bold))
    line.add(SafeText(name), Style(.title))
    lines.append(line)
  }

  /// Waiting, running and the end, drawn to scale since the batch began.
  private mutating func timeline(_ query: BatchQuery, batchStart: Date?) {
    guard let began = query.startedAt else { return }
    let glyphs = facts.options.glyphs
    let ran = query.elapsed(at: facts.drawnAt) ?? .zero
    let waited = Duration.seconds(max(0, batchStart.map { began.timeIntervalSince($0) } ?? 0))
    let whole = max(0.001, (waited + ran) / .seconds(1))
    let room = max(4, min(48, width - 34))
    let before = min(room - 1, Int((waited / .seconds(1) / whole * Double(room)).rounded()))
    var line = StyledLine("  ")
    let waiting = glyphs.glyph(.waiting).string
    line.add(SafeText(String(repeating: waiting, count: before)), Style(.waiting))
    let running = glyphs.isASCII ? "=" : "━"
    line.add(SafeText(String(repeating: running, count: room - before)), Style(.running))
    line.add(glyphs.glyph(query.state), Style(query.state.role, .bold))
    let verb = query.state.isTerminal ? "ran" : "running for"
    line.add(
      SafeText("  waited \(DurationText.short(waited)), \(verb) \(DurationText.short(ran))"),
      Style(.muted))
    lines.append(line)
  }

  private mutating func error(_ failure: QueryFailure, of query: BatchQuery?) {
    section("Error")
    field("code", failure.code, Style(.failed))
    field("message", failure.message)
    field("description", failure.description)
    field("status", failure.status.map(String.init))
    field("request id", failure.requestID)
  }

  /// What the query's own status page says, asked for while the view is open.
  private mutating func live(_ snapshot: TargetSnapshot) {
    section("Status page")
    guard let observedAt = snapshot.observedAt else {
      say(snapshot.problem == nil ? "polling…" : "no answer yet", Style(.muted))
      return
    }
    field("status", snapshot.providerStatus)
    field("polled at", facts.options.clock.seconds(observedAt))
    if let detail = snapshot.detail.query {
      if let ready = detail.partsReady, let total = detail.partsTotal {
        field(
          "parts", "\(CountText.grouped(ready)) of \(CountText.grouped(total)) sub-queries ready")
      }
      if let queue = detail.workflow.last {
        field(
          "queue",
          "\(CountText.grouped(queue.scheduled)) scheduled, \(CountText.grouped(queue.running)) running in the licence's queue"
        )
      }
      field("progress", snapshot.shownPercent.map { "\($0) %" })
      field("result", detail.resultRows.map { rows($0, in: snapshot.state) })
      field("columns", detail.resultColumns.joined(separator: ", "))
      field("expires", detail.expiresAt.map(expiry))
    }
    field("request id", snapshot.requestID)
    guard snapshot.detail.query?.rawAnswer != nil else { return }
    if view.showsRawAnswer {
      section("Last answer, raw")
      for line in view.rawAnswer?.lines ?? [] { say(line, .text) }
    } else {
      say("v shows the raw answer", Style(.muted))
    }
  }

  /// How many rows there are, and the way to them.
  private func rows(_ count: Int, in state: QueryState) -> String {
    let rows = CountText.of(count, "row", "rows")
    return state == .succeeded && count > 0 ? "\(rows), o shows them" : rows
  }

  /// How long the rows will still be there.
  private func expiry(_ moment: Date) -> String {
    let left = moment.timeIntervalSince(facts.drawnAt)
    guard left > 0 else { return "has passed at \(facts.options.clock.seconds(moment))" }
    return "in \(DurationText.short(.seconds(min(left, 1e9))))"
  }

  private mutating func section(_ title: SafeText) {
    lines.append(StyledLine())
    say(title, Style(.header, .bold))
  }

  private mutating func say(_ text: SafeText, _ style: Style) {
    var line = StyledLine("  ")
    line.add(text, style)
    lines.append(line)
  }

  /// A label and its value, wrapped under itself; an absent value is no line.
  private mutating func field(_ label: String, _ value: String?, _ style: Style = .text) {
    guard let value, !value.isEmpty else { return }
    let indent = min(Self.labelWidth, width / 3)
    var name = SafeText(label).padded(to: indent)
    for paragraph in SafeText.paragraphs(value) {
      for text in paragraph.wrapped(width: max(1, width - indent)) {
        var line = StyledLine("  ")
        line.add(name, Style(.muted))
        line.add(text, style)
        lines.append(line)
        name = SafeText("").padded(to: indent)
      }
    }
  }

  private func dates(_ query: BatchQuery) -> String? {
    guard let start = query.startDate else { return query.endDate }
    guard let end = query.endDate, end != start else { return start }
    return "\(start) to \(end)"
  }
}
