import ArgumentParser
import QueryCore

/// Weighs the grouping of failures by masked message against grouping by the message as it is.
struct CausesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "causes",
    abstract: "Times the grouping of failures beside a dictionary keyed by the raw message.",
    discussion: "Exits 1 when failures of one template do not fall together.")

  @Option(help: "How many failed queries to group.")
  var failures = 10_000

  func run() throws {
    let queries = FailureCorpus.make(max(1, failures))
    let rows = BatchRows(queries)
    let clock = ContinuousClock()
    var causes: [FailureCause] = []
    var raw: [String: [String]] = [:]
    var ours = Duration.seconds(3600)
    var plain = Duration.seconds(3600)
    // The best of a few, taken in turn, so that a busy machine slows both alike.
    for _ in 0..<7 {
      ours = min(ours, clock.measure { causes = FailureCause.group(rows) })
      plain = min(plain, clock.measure { raw = Self.byMessage(queries) })
    }
    let expected = min(FailureCorpus.templates.count, queries.count)
    print("\(queries.count) failures of \(expected) templates")
    print("by cause:       \(causes.count) groups, \(ours.milliseconds) ms")
    print("by raw message: \(raw.count) groups, \(plain.milliseconds) ms")
    print("ratio: \((ours / plain * 100).rounded() / 100)")
    if causes.count != expected { throw ExitCode(1) }
  }

  private static func byMessage(_ queries: [BatchQuery]) -> [String: [String]] {
    var groups: [String: [String]] = [:]
    for query in queries { groups[query.failure?.message ?? "", default: []].append(query.id) }
    return groups
  }
}
