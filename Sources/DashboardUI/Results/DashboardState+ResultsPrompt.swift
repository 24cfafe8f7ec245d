import QueryCore
import ResultTables
import TextCanvas

extension DashboardState {
  /// A key while something is being typed for the results view.
  mutating func type(_ key: KeyPress, into input: TextInput, for question: ResultsQuestion)
    -> [Effect]
  {
    switch options.keymap.action(for: key, in: context) {
    case .acceptText:
      mode = .browse
      return answer(question, with: input.text)
    case .cancelText: mode = .browse
    case .nextFormat:
      if case .exportPath(let format) = question { askForExport(format.next, typed: input.text) }
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    default:
      var input = input
      if input.press(key) { mode = .asking(question, input) }
    }
    return []
  }

  private mutating func answer(_ question: ResultsQuestion, with text: String) -> [Effect] {
    switch question {
    case .search: return look(forRowsWith: text)
    case .exportPath(let format): return export(to: text, as: format)
    }
  }

  /// Looks through the rows that are loaded, and goes to the first found from the cursor on.
  private mutating func look(forRowsWith text: String) -> [Effect] {
    var effects: [Effect] = []
    if let target = results?.target, results?.search?.isRunning == true {
      effects = [.results(target, .stopSearch)]
    }
    guard !text.isEmpty, let window = results?.window else {
      results?.search = nil
      return effects
    }
    var search = ResultSearchState(text)
    for rows in window.loadedRows { search.look(through: rows, of: window) }
    results?.search = search
    if let row = search.next(from: (results?.row ?? 0) - 1, backwards: false) {
      results?.row = row
      results?.seekHit(backwards: false)
    }
    return effects
  }

  // MARK: Export

  /// Asks where all rows are to be saved, and proposes a name.
  ///
  /// `typed` is a name typed already, whose ending follows the format.
  mutating func askForExport(_ format: RowFormat, typed: String? = nil) {
    guard let target = results?.target else { return }
    if let job = exporting {
      notice = Notice("\(job.export.path) is being written: one export at a time")
      return
    }
    var name = typed ?? ResultExport.proposedName(for: target, format)
    for ending in RowFormat.allCases where name.hasSuffix("." + ending.rawValue) {
      name.removeLast(ending.rawValue.count + 1)
      break
    }
    mode = .asking(.exportPath(format), TextInput("\(name).\(format.rawValue)"))
  }

  private mutating func export(to path: String, as format: RowFormat) -> [Effect] {
    guard let target = results?.target, !path.isEmpty else { return [] }
    let export = ResultExport(format: format, path: path)
    exporting = ExportJob(target: target, export: export, totalRows: results?.window?.totalRows)
    return [.results(target, .export(export))]
  }
}

extension RowFormat {
  /// The format Tab comes to next.
  fileprivate var next: RowFormat {
    switch self {
    case .csv: .json
    case .json: .ndjson
    case .ndjson: .csv
    }
  }
}
