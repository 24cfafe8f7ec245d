import ArgumentParser

/// Plain lines in place of the dashboard; the same for `watch` and `demo`.
struct LinesOption: ParsableArguments {
  @Flag(
    help: """
      No dashboard: a plain line a change on standard output, for logs and screen readers, until \
      every target has ended.
      """)
  var lines = false

  @Option(
    help: ArgumentHelp("With --lines: words, or events as lines of JSON (querytop.event/1)."))
  var format: ChangeLines.Format?

  /// How changes are told; nil for a dashboard.
  var changes: ChangeLines.Format? { lines ? format ?? .text : nil }

  func validate() throws {
    guard lines || format == nil else {
      throw ValidationError("--format is for --lines; of one reading it is querytop status")
    }
  }
}

nonisolated extension ChangeLines.Format: ExpressibleByArgument {}
