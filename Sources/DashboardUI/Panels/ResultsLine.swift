import QueryCore
import ResultTables
import TextCanvas

/// What the message line says while rows are looked at: what is under way and how to stop it, or what has been found.
enum ResultsLine {
  /// What stands in the way of rows, and what to do; nil where nothing does.
  static func problem(_ state: DashboardState) -> String? {
    guard case .results = state.top.screen, let results = state.results else { return nil }
    if let refusal = results.refusal { return refusal }
    if let trouble = results.search?.report?.trouble {
      return "the search stopped: \(trouble)"
    }
    if let trouble = results.summary?.report?.trouble {
      return "the statistics stopped: \(trouble)"
    }
    guard let failure = results.window?.failureInView else { return nil }
    return failure.kind == .gone
      ? failure.sentence : "\(failure.sentence): press r to ask again"
  }

  static func line(_ state: DashboardState) -> StyledLine? {
    guard case .results = state.top.screen, let results = state.results else { return nil }
    if !results.digits.isEmpty {
      return StyledLine(SafeText("to row \(results.digits): G goes there"), Style(.key))
    }
    if let destination = results.destination {
      return StyledLine(SafeText(way(to: destination, results)), Style(.running))
    }
    if let search = results.search, search.isRunning { return progress(of: search, state) }
    if let summary = results.summary, let report = summary.report, !report.isDone {
      return bar(
        "reading rows for the statistics", read: report.statistics.rows, total: report.totalRows,
        note: "Esc stops", state)
    }
    return results.search.map { found($0, results, state) }
  }

  /// The line of an export under way.
  static func line(of job: ExportJob, _ state: DashboardState) -> StyledLine {
    var notes: [String] = []
    if let left = job.left { notes.append("\(DurationText.short(left)) left") }
    if job.isStopping {
      notes.append("stopping")
    } else if case .results = state.top.screen {
      notes.append("Esc stops")
    }
    if let rate = job.rate { notes.append("\(CountText.grouped(Int(min(rate, 1e12)))) rows/s") }
    notes.append(job.export.path)
    return bar(
      "saving", read: job.rows, total: job.totalRows,
      note: notes.joined(separator: state.options.glyphs.separator), state)
  }

  private static func way(to destination: Int, _ results: ResultsState) -> String {
    let row = CountText.grouped(results.row + 1)
    let goal = destination == .max ? "the end" : "row \(CountText.grouped(destination + 1))"
    return "row \(row), going to \(goal): any key stops"
  }

  private static func progress(of search: ResultSearchState, _ state: DashboardState)
    -> StyledLine
  {
    bar(
      "looking for \"\(search.needle)\"", read: search.rowsRead, total: search.report?.totalRows,
      note: "\(CountText.of(search.found, "row", "rows")) found, Esc stops", state)
  }

  private static func found(
    _ search: ResultSearchState, _ results: ResultsState, _ state: DashboardState
  ) -> StyledLine {
    var line = StyledLine(SafeText("\"\(search.needle)\" "), Style(.mark))
    let isAll = search.rowsRead == results.rowCount && results.window?.isEndKnown == true
    let scope = CountText.of(search.rowsRead, "row", "rows") + (isAll ? "" : " read")
    let found = search.found == 0 ? "none" : CountText.grouped(search.found)
    line.add(SafeText("in \(found) of \(isAll ? "all " : "")\(scope)"), Style(.muted))
    if search.found > 0 { line.add("   n N go through them", Style(.muted)) }
    if !isAll { line.add("   A reads all rows", Style(.muted)) }
    return line
  }

  /// A bar of what has been read, counts and a note.
  private static func bar(
    _ title: String, read: Int, total: Int?, note: String, _ state: DashboardState
  ) -> StyledLine {
    let glyphs = state.options.glyphs
    var line = StyledLine(SafeText(title + "  "))
    if let total, total > 0, state.size.columns >= 60 {
      let width = min(20, state.size.columns / 6)
      let full = min(width, max(0, Int(Double(read) / Double(total) * Double(width))))
      line.add(
        SafeText(String(repeating: glyphs.isASCII ? "#" : "━", count: full)), Style(.running))
      line.add(
        SafeText(String(repeating: glyphs.isASCII ? "." : "─", count: width - full)),
        Style(.border))
      line.add("  ")
    }
    let of = total.map { " of \(CountText.grouped($0))" } ?? ""
    line.add(SafeText("\(CountText.grouped(read))\(of) rows"), Style(.text))
    if !note.isEmpty { line.add(SafeText(glyphs.separator + note), Style(.muted)) }
    return line
  }
}
