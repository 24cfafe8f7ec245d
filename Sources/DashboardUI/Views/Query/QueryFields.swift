import FoundationEssentials
import QueryCore
import TextCanvas

/// One thing known of a query, a line or more of its page.
struct QueryField: Hashable, Sendable {
  let label: String
  /// What `y` copies.
  let value: String
  /// Stands before the value and is not copied.
  var sign: SafeText?
  /// Stands behind the value and is not copied.
  var note: String?
  var style = Style.text
}

/// Fields that belong together.
struct QuerySection: Hashable, Sendable {
  let title: String
  /// Says whose word the fields are.
  var note: String?
  var fields: [QueryField] = []

  /// Adds a field; an absent value is none.
  mutating func add(
    _ label: String, _ value: String?, note: String? = nil, sign: SafeText? = nil,
    style: Style = .text
  ) {
    guard let value, !value.isEmpty else { return }
    fields.append(QueryField(label: label, value: value, sign: sign, note: note, style: style))
  }
}

/// Everything known of one query, in sections: first what went wrong, or what came of it.
struct QueryFields {
  let view: QueryView
  let facts: Facts
  /// Whether they stand beside a list, where the keys of the query's own view do nothing.
  private let isBeside: Bool
  private(set) var sections: [QuerySection] = []

  private func time(_ moment: Date) -> String {
    facts.options.clock.seconds(moment, asOf: facts.now)
  }

  init(_ view: QueryView, _ facts: Facts, isBeside: Bool = false) {
    self.view = view
    self.facts = facts
    self.isBeside = isBeside
    let all =
      switch view.subject {
      case .child(let batch, let id): child(id, of: batch)
      case .target(let target): single(target)
      }
    sections = all.filter { !$0.fields.isEmpty }
  }

  // MARK: Whose fields

  private func child(_ id: String, of batch: Target) -> [QuerySection] {
    let status = view.statusPage(facts)
    var identity = QuerySection(title: "Name")
    identity.add("schedule id", id)
    if !isBeside { identity.add("batch", batch.description) }
    guard let query = facts.query(id, in: batch), let snapshot = facts.target(batch) else {
      return [identity]
    }
    var split = QuerySection(title: "Split")
    split.add("accounts", query.accounts.joined(separator: ", "))
    split.add("days", dates(query))
    var result = self.result(status, in: query.state)
    if !result.fields.contains(where: { $0.label == "rows" }), let rows = query.resultRows {
      result.fields.insert(rowsField(rows, in: query.state), at: 0)
    }
    let error = query.failure.map { self.error($0, cause: facts.batches[batch]?.cause(of: id)) }
    let place = facts.batches[batch]?.index(of: id)
    let history = snapshot.detail.batch?.history.elements.first?.at
    let seen = place.flatMap {
      snapshot.detail.batch?.observed.states(at: $0, now: query.state, since: history)
    }
    var times = timeline(seen ?? [])
    serverTimes(query.startedAt, query.endedAt, of: query.state, in: &times)
    // Beside a list, where no query is asked about by itself, there is nothing to say of that.
    let standing = isBeside && status == nil ? [] : [standing(status)]
    return ordered(error, [split], result, times) + standing + [identity]
  }

  private func single(_ target: Target) -> [QuerySection] {
    var identity = QuerySection(title: "Name")
    identity.add(target.kind.rawValue == "query" ? "schedule id" : "id", target.id)
    identity.add("target", target.description)
    guard let snapshot = facts.target(target) else { return [identity] }
    let error = (snapshot.failure ?? snapshot.detail.query?.failure).map { self.error($0) }
    var times = timeline(snapshot.observedStates)
    serverTimes(snapshot.startedAt, snapshot.endedAt, of: snapshot.state, in: &times)
    return ordered(error, [], result(snapshot, in: snapshot.state), times)
      + [standing(snapshot), identity]
  }

  private func ordered(
    _ error: QuerySection?, _ split: [QuerySection], _ result: QuerySection,
    _ times: QuerySection
  ) -> [QuerySection] {
    error.map { [$0] + split + [times, result] } ?? split + [result, times]
  }

  // MARK: Sections

  private func error(_ failure: QueryFailure, cause: FailureCause? = nil) -> QuerySection {
    var section = QuerySection(title: "Error")
    section.add("code", failure.code, style: Style(.failed))
    section.add("message", failure.message)
    section.add("description", failure.description)
    section.add("status", failure.status.map(String.init), note: "inside the error")
    section.add("HTTP status", failure.httpStatus.map(String.init))
    section.add("request id", failure.requestID)
    section.add("advice", failure.advice)
    section.add("asks to wait", failure.wait.map(DurationText.short))
    let retry = cause?.retry ?? RetryAdvice(code: failure.code, status: failure.status)
    section.add("run again?", retry.words)
    if let cause {
      let reach = cause.reach.isEmpty ? "" : ": \(cause.reach)"
      section.add("same cause", CountText.of(cause.count, "query", "queries") + reach)
    }
    return section
  }

  /// The states seen, with the time of the answer that first told of each.
  private func timeline(_ states: [ObservedState]) -> QuerySection {
    var section = QuerySection(title: "Timeline", note: "as querytop saw it")
    for (index, seen) in states.enumerated() {
      let before = index > 0 ? seen.at.timeIntervalSince(states[index - 1].at) : nil
      let note = before.map { "after \(DurationText.short(.seconds(max(0, $0))))" }
      section.add(
        time(seen.at), seen.state.word, note: note ?? "at the first look",
        sign: facts.options.glyphs.glyph(seen.state) + " ", style: Style(seen.state.role))
    }
    return section
  }

  private func serverTimes(
    _ started: Date?, _ ended: Date?, of state: QueryState, in section: inout QuerySection
  ) {
    section.add("started", started.map(time))
    let took = started.flatMap { from in ended.map { $0.timeIntervalSince(from) } }
    let note = took.map { "took \(DurationText.short(Duration.seconds(max(0, min($0, 1e9)))))" }
    section.add("ended", ended.map(time), note: note)
  }

  private func result(_ snapshot: TargetSnapshot?, in state: QueryState) -> QuerySection {
    var section = QuerySection(title: "Result")
    guard let detail = snapshot?.detail.query else { return section }
    if let rows = detail.resultRows { section.fields.append(rowsField(rows, in: state)) }
    let columns = detail.resultColumns
    section.add(
      "columns", columns.joined(separator: ", "),
      note: columns.count > 1 ? "(\(CountText.grouped(columns.count)))" : nil)
    if let moment = detail.expiresAt {
      let left = moment.timeIntervalSince(facts.drawnAt)
      let at = time(moment)
      section.add(
        "expires",
        left > 0 ? "in \(DurationText.short(.seconds(min(left, 1e9))))" : "has passed at \(at)",
        note: left > 0 ? "at \(at)" : nil, style: left > 300 ? .text : Style(.warning))
    }
    return section
  }

  /// How many rows there are, and the way to them.
  private func rowsField(_ count: Int, in state: QueryState) -> QueryField {
    QueryField(
      label: "rows", value: CountText.grouped(count),
      note: state == .succeeded && count > 0
        ? "\(facts.options.keyName("query.rows")) shows them" : nil)
  }

  /// What the last answer about the query by itself said, and how far that is to be believed.
  private func standing(_ snapshot: TargetSnapshot?) -> QuerySection {
    var section = QuerySection(title: "Status page")
    guard let snapshot else {
      section.add("status", "not asked about by itself yet", style: Style(.muted))
      return section
    }
    if let detail = snapshot.detail.query, let at = snapshot.observedAt {
      section.add("status", snapshot.providerStatus, note: "the provider's word")
      section.add("polled at", time(at))
      if let ready = detail.partsReady, let total = detail.partsTotal {
        section.add(
          "parts", "\(CountText.grouped(ready)) of \(CountText.grouped(total))",
          note: "sub-queries ready")
      }
      section.add("progress", snapshot.shownPercent.map { "\($0) %" })
      if let queue = detail.workflow.last {
        section.add(
          "queue",
          "\(CountText.grouped(queue.scheduled)) scheduled, \(CountText.grouped(queue.running)) running",
          note: "in the licence's queue")
      }
      section.add("request id", snapshot.requestID)
      if let bytes = detail.answerBytes ?? detail.rawAnswer?.utf8.count {
        section.add(
          "last answer", CountText.of(bytes, "byte", "bytes"),
          note: isBeside ? nil : "\(facts.options.keyName("query.answer")) shows it")
      }
    } else if snapshot.observedAt == nil {
      section.add(
        "status", snapshot.problem == nil ? "polling…" : "no answer yet", style: Style(.muted))
    }
    section.add("evidence", evidence(of: snapshot))
    section.add(
      "missing", snapshot.missing.map(\.sentence).joined(separator: "; "), style: Style(.warning))
    section.add("doubts", snapshot.doubts.joined(separator: "; "), style: Style(.warning))
    if let problem = snapshot.problem {
      section.add(
        "last poll",
        problem.sentence(
          about: snapshot.target, of: snapshot.places, now: facts.drawnAt, isAskedAgain: true),
        style: Style(.warning))
    }
    return section
  }

  /// What the state rests on, where that is not the provider's own word for it.
  private func evidence(of snapshot: TargetSnapshot) -> String? {
    switch snapshot.evidence {
    case .oneError: return "one answer so far"
    case .errors: return "answers that agreed over two minutes; taken back if it is seen alive"
    case .word:
      guard let end = snapshot.problem?.claimedEnd, !snapshot.state.isTerminal else { return nil }
      return "one answer so far says \(end.word): asked again before it is believed"
    }
  }

  private func dates(_ query: BatchQuery) -> String? {
    guard let start = query.startDate else { return query.endDate }
    guard let end = query.endDate, end != start else { return start }
    return "\(start) to \(end)"
  }
}
