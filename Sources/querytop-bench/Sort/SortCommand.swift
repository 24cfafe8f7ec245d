import ArgumentParser
import QueryCore

/// Measures the counting and sorting of rows, loaded ones and all of a long result, from the side of the terminal.
struct SortCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sort",
    abstract:
      "Counts and sorts the loaded rows and all rows of a long result on a pseudo-terminal of 120×40.",
    discussion: """
      The rows are simulated on the loopback. sort(1) puts the same rows of a CSV file in order by the same column. Exits 1 when a
      bound is missed.
      """)

  @OptionGroup var result: LongResultOptions

  func validate() throws {
    guard !result.batch else { throw ValidationError("--batch is for grid and export") }
  }

  func run() throws {
    Interruption.hold()
    let load = ProcFile.load
    let (program, server) = try result.serve()
    defer { server.end() }
    let ours = try SortFigures(of: program, server: server, rows: result.rows)
    let peer = try SortPeer.time(program, server: server)
    var table = VerdictTable(
      title: "\(CountText.grouped(result.rows)) rows, the column Impressions; \(load)",
      peer: "sort -t, -k4,4n")
    let seconds = ours.sorting.map { $0 / 1000 }
    table.findings = [
      Finding("F of the loaded rows", ours.countLoaded, "ms", bound: .atMost(100)),
      Finding("s of the loaded rows", ours.sortLoaded, "ms", bound: .atMost(100)),
      Finding("all rows read into the file and sorted", ours.reading.map { $0 / 1000 }, "s"),
      Finding("all rows sorted anew from there", seconds, "s", peer: peer.figureText),
      // sort(1) works with both cores and on one column, which it need not find among kept rows.
      Finding("its ratio", seconds.map { $0 / peer }, "×", bound: .atMost(1.5)),
      Finding("F of all rows", ours.countAll.map { $0 / 1000 }, "s"),
      Finding("memory before", ours.memoryBefore, "MiB"),
      // The keys with what else it takes to order rows, 40; a page on its way, and pages in the grid.
      Finding("memory above that, all sorted", ours.memoryAbove, "MiB", bound: .atMost(56)),
    ]
    try table.conclude()
  }
}
