import ArgumentParser

/// Weighs the reading of rows against Python's readers.
struct RowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows",
    abstract: "Times the reading, searching and writing of a page of rows, beside orjson.",
    discussion: "Exits 1 when a bound is missed. Without orjson that bound is not judged.")

  func run() throws {
    var table = VerdictTable(
      title: "one page of \(RowsFigures.rows) rows, best of many; \(ProcFile.load)", peer: "")
    table.findings = try RowsFigures.measure().findings()
    try table.conclude()
  }
}
