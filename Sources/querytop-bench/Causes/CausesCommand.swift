import ArgumentParser
import Glibc
import QueryCore

/// Weighs causes and verdict of a large batch, and the grouping of failures by masked message against a plain dictionary.
struct CausesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "causes",
    abstract: "Times causes and verdict of 10,000 queries, and weighs what they hold.",
    discussion: """
      Exits 1 when a bound is missed, or failures of one template do not fall together. Beside the grouping stands a
      dictionary keyed by the raw message.
      """)

  @Option(help: "How many failed queries to group by template.")
  var failures = 10_000

  /// Of a batch of 10,000 queries, 900 of them failed; the last in bytes a query: rows, causes and verdict.
  private static let bounds = (
    grouping: Duration.milliseconds(20), verdict: Duration.milliseconds(5), memory: 500
  )

  func run() throws {
    let isBatchGood = try weighBatch()
    let isCorpusGood = weighCorpus()
    if !isBatchGood || !isCorpusGood { throw ExitCode(1) }
  }

  private func weighBatch() throws -> Bool {
    let memory = try Self.bytesAQuery()
    let snapshot = try FailedBatch.snapshot(BatchRows(FailedBatch.queries()))
    let rows = snapshot.rows
    var tally = FailureTally(rows)
    var verdict = Verdict.make(of: snapshot, tally, naming: nil)
    let clock = ContinuousClock()
    var (grouping, finding, plain) = (
      Duration.seconds(3600), Duration.seconds(3600), Duration.seconds(3600)
    )
    let queries = Array(rows)
    // The best of a few, taken in turn, so that a busy machine slows all alike.
    for _ in 0..<9 {
      grouping = min(grouping, clock.measure { tally = FailureTally(rows) })
      finding = min(
        finding,
        clock.measure { verdict = Verdict.make(of: snapshot, tally, naming: nil) })
      plain = min(plain, clock.measure { _ = Self.byMessage(queries) })
    }
    let bounds = Self.bounds
    let causes = tally.causes
    print("\(rows.count) queries, \(FailedBatch.failures) failed of \(causes.count) causes")
    print("grouping: \(grouping.milliseconds) ms, bound \(bounds.grouping.milliseconds) ms")
    print("  a dictionary by raw message: \(plain.milliseconds) ms")
    print("verdict:  \(finding.milliseconds) ms, bound \(bounds.verdict.milliseconds) ms")
    print("memory:   \(memory) bytes a query, bound \(bounds.memory)")
    print(verdict?.sentence ?? "no verdict")
    return causes.count == FailedBatch.causes && verdict?.patterns.isEmpty == false
      && grouping < bounds.grouping && finding < bounds.verdict && memory <= bounds.memory
  }

  private func weighCorpus() -> Bool {
    let queries = FailureCorpus.make(max(1, failures))
    let rows = BatchRows(queries)
    let clock = ContinuousClock()
    var causes: [FailureCause] = []
    var raw: [String: [String]] = [:]
    var ours = Duration.seconds(3600)
    var plain = Duration.seconds(3600)
    for _ in 0..<7 {
      ours = min(ours, clock.measure { causes = FailureCause.group(rows) })
      plain = min(plain, clock.measure { raw = Self.byMessage(queries) })
    }
    let expected = min(FailureCorpus.templates.count, queries.count)
    print("\n\(queries.count) failures of \(expected) templates")
    print("by cause:       \(causes.count) groups, \(ours.milliseconds) ms")
    print("by raw message: \(raw.count) groups, \(plain.milliseconds) ms")
    print("ratio: \((ours / plain * 100).rounded() / 100)")
    return causes.count == expected
  }

  private static func byMessage(_ queries: [BatchQuery]) -> [String: [String]] {
    var groups: [String: [String]] = [:]
    for query in queries where query.state == .failed {
      groups[query.failure?.message ?? "", default: []].append(query.id)
    }
    return groups
  }

  /// Bytes a query that many batches with their causes and verdicts add to what the process holds.
  private static func bytesAQuery() throws -> Int {
    let copies = 24
    var held: [(TargetSnapshot, FailureTally, Verdict?)] = []
    let before = ProcFile.memory("VmRSS", of: getpid()) ?? 0
    for _ in 0..<copies {
      let snapshot = try FailedBatch.snapshot(BatchRows(FailedBatch.queries()))
      let tally = FailureTally(snapshot.rows)
      held.append((snapshot, tally, .make(of: snapshot, tally, naming: nil)))
    }
    let after = ProcFile.memory("VmRSS", of: getpid()) ?? 0
    let queries = held.reduce(0) { $0 + $1.0.rows.count }
    return Int((after - before) * 1_048_576 / Double(queries))
  }
}
