import ArgumentParser
import QueryCore

/// Weighs the sorting and filtering of a large batch's queries, frame included.
struct ListsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lists",
    abstract:
      "Times sorting and filtering 10,000 queries, 900 of them failed, until they are drawn.",
    discussion: "Exits 1 when the slowest column or the slowest filter takes longer than its bound."
  )

  @Option(help: "How many queries the batch has.")
  var queries = 10_000

  func run() throws {
    let figures = try ListFigures(queries: max(100, queries))
    let size = CountText.grouped(max(100, queries))
    var table = VerdictTable(
      title:
        "\(size) queries, \(CountText.grouped(figures.failed)) failed, a key and 120×40 drawn; \(ProcFile.load)",
      peer: "")
    for (name, milliseconds) in figures.sorts {
      table.findings.append(Finding("sort by \(name)", milliseconds, "ms", bound: .atMost(30)))
    }
    for (filter, milliseconds) in figures.filters {
      table.findings.append(Finding("filter \(filter)", milliseconds, "ms", bound: .atMost(30)))
    }
    try table.conclude()
  }
}
