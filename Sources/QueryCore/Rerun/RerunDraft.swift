/// A plan with all that a person should see of it before it is sent.
package struct RerunDraft: Hashable, Sendable {
  package let target: Target
  package let selection: RerunSelection
  package let plan: RerunPlan
  /// Queries of the batch, and those of them that failed.
  package let total: Int
  package let failed: Int
  /// Queries of the request.
  package let original: Int
  /// What else there is to know, a sentence each.
  package let notes: [String]

  /// - Parameters:
  ///   - known: a batch, as it was last seen.
  ///   - hasDateRangeType: whether relative dates of the request are replaced.
  /// - Throws: `RerunProblem`.
  package init(
    _ choice: RerunChoice, of known: TargetSnapshot, by outline: RequestOutline,
    hasDateRangeType: Bool = false
  ) throws(RerunProblem) {
    let queries = known.detail.batch?.queries ?? []
    selection = RerunSelection(choice, of: queries)
    plan = try RerunPlan(selection.places, of: queries, by: outline)
    target = known.target
    total = queries.count
    failed = queries.indices.count { FailureCause.isFailure($0, of: queries) }
    original = outline.queries.count
    notes = Self.notes(known, selection, plan, failed, hasDateRangeType: hasDateRangeType)
  }

  /// Why a plan for this target can only be handed over: no provider can be asked to run it again.
  package static func reasonToHandOver(_ target: Target) -> String {
    target.kind == .batch
      ? "its provider documents no way to make a batch"
      : "no answer tells what a single \(target.kind.rawValue) asked for"
  }

  private static func notes(
    _ known: TargetSnapshot, _ selection: RerunSelection, _ plan: RerunPlan, _ failed: Int,
    hasDateRangeType: Bool
  ) -> [String] {
    var notes: [String] = []
    if !known.state.isTerminal {
      notes.append("the batch is still \(known.state.word): more may fail")
    }
    let unnamed = (known.detail.batch?.progress.failed ?? 0) - failed
    if unnamed > 0 {
      notes.append(
        "\(CountText.grouped(unnamed)) more failed by the counters, and no row names them")
    }
    notes += known.missing.map(\.sentence)
    if selection.awaitingQuota > 0 {
      notes.append(
        "\(CountText.grouped(selection.awaitingQuota)) ran into a quota: they fail again until it is renewed"
      )
    }
    if selection.permanent > 0 {
      notes.append(
        "\(CountText.grouped(selection.permanent)) are permanent: they fail again until their cause is mended"
      )
    }
    if !selection.unknown.isEmpty {
      let named = selection.unknown.prefix(3).joined(separator: ", ")
      let more = selection.unknown.count > 3 ? " and \(selection.unknown.count - 3) more" : ""
      notes.append("not among what failed: \(named)\(more)")
    }
    if plan.isByOrder {
      notes.append(
        "accounts and dates fit several queries of the request: the order of submission told which")
    }
    if hasDateRangeType {
      notes.append("date_range_type of the request becomes custom, since the dates are filled in")
    }
    return notes
  }
}

/// A line of a plan, and what it stands for.
package struct RerunLine: Hashable, Sendable {
  /// What a line stands for.
  package enum Kind: Hashable, Sendable {
    case title
    /// Asked for by the request, and not by the plan.
    case removed
    /// Asked for by the plan.
    case added
    case leftOut
    case note
  }

  package let kind: Kind
  package let text: String
}

extension RerunDraft {
  /// The plan as a diff against the request: a title, what goes, what comes, what is left out and why.
  ///
  /// Holds server text: filter it before drawing.
  /// - Parameters:
  ///   - permanentWord: what runs the permanent ones too, as `--permanent` or `P`.
  ///   - budget: what the source last said of its limit.
  ///   - accounts: the most accounts of a query that are named.
  package func lines(
    permanentWord: String, budget: RequestBudget? = nil, accounts: Int = 4
  ) -> [RerunLine] {
    let splits = plan.places.count
    var lines = [
      RerunLine(
        kind: .title,
        text:
          "run again \(CountText.grouped(splits)) of \(Self.count(failed, "failed query", "failed queries")) "
          + "of \(target), as \(Self.count(plan.queries.count, "query", "queries"))"),
      RerunLine(
        kind: .removed,
        text:
          "- \(Self.count(original, "query", "queries")) of the request: \(CountText.grouped(total)) splits"
      ),
      RerunLine(
        kind: .added,
        text:
          "+ \(Self.count(plan.queries.count, "query", "queries")): \(Self.count(splits, "split", "splits"))"
      ),
    ]
    lines += plan.queries.map { RerunLine(kind: .added, text: "+   " + $0.words(accounts)) }
    lines += selection.leftOut.map {
      RerunLine(kind: .leftOut, text: Self.words($0, permanentWord))
    }
    let left = budget.map {
      "; \(CountText.grouped($0.remaining)) of \(CountText.grouped($0.limit)) left"
    }
    lines.append(
      RerunLine(
        kind: .note,
        text:
          "costs 1 request to \(target.source)\(left ?? ""), and \(Self.count(splits, "query", "queries")) of the licence"
      ))
    return lines + notes.map { RerunLine(kind: .note, text: $0) }
  }

  private static func words(_ left: RerunSelection.LeftOut, _ permanentWord: String) -> String {
    let named = "not run: \(CountText.grouped(left.count)) \(left.cause.code ?? left.cause.message)"
    guard left.cause.retry == .permanent else { return named + ": not chosen" }
    return named + ": permanent, fix first; \(permanentWord) runs them all the same"
  }

  private static func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(CountText.grouped(count)) \(count == 1 ? one : many)"
  }
}

extension RerunPlan.Query {
  /// `2026-11-06…2026-11-25 · 100 splits · act_1, act_2, +3`.
  func words(_ most: Int) -> String {
    var named = accounts.prefix(max(1, most)).joined(separator: ", ")
    if accounts.count > max(1, most) { named += ", +\(accounts.count - max(1, most))" }
    if accounts.isEmpty { named = "accounts as in the request" }
    var dates = "dates as in the request"
    if let startDate {
      dates = startDate == endDate ? startDate : "\(startDate)…\(endDate ?? "")"
    }
    let count = splits > 1 ? " · \(CountText.grouped(splits)) splits" : ""
    return "\(dates)\(count) · \(named)"
  }
}
