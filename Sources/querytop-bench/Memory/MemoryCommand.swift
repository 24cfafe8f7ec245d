import ArgumentParser
import Glibc

/// What the program holds in memory while it watches a batch, by what it holds it for.
struct MemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "Measures what a dashboard holds in memory, by kind of mapping.",
    discussion: """
      Watches batches of 800, 10,000 and 50,000 queries one after the other. What is held is read once the program has \
      forgotten its start, of guardian and dashboard together; pages they share count twice. At most, ever, is the dashboard's \
      most and the guardian, whose own most is over before there is a dashboard. The bounds are those of the program of \
      .ci/release (--program .build-release/program/querytop). Exits 1 when one is missed.
      """)

  @Option(help: "The program to measure; by default the one beside this program.")
  var program: String?

  @Option(help: "Seconds a dashboard draws before its memory is read, 15 to 3600.")
  var rest = 20

  /// Queries of a batch, and the most MiB held at them; the most ever held where it is bounded.
  private static let batches: [(queries: Int, held: Double, peak: Double?)] = [
    (800, 20, 28), (10_000, 26, 28), (50_000, 40, nil),
  ]

  func validate() throws {
    guard (15...3600).contains(rest) else { throw ValidationError("--rest takes 15 to 3600") }
  }

  func run() throws {
    Interruption.hold()
    let program = try ChildProcess.querytop(program)
    var table = VerdictTable(
      title: "MiB held after \(rest) s on 120×40, polling once a second; \(ProcFile.load)",
      peer: "share")
    for batch in Self.batches {
      table.findings += try findings(program, batch)
    }
    try table.conclude()
  }

  private func findings(
    _ program: String, _ batch: (queries: Int, held: Double, peak: Double?)
  ) throws -> [Finding] {
    let server = try StoryServer(program, queries: batch.queries, seconds: 600)
    defer { server.end() }
    let run = try TerminalRun(
      program, ["watch", "--every", "1", server.target], environment: server.environment)
    defer { run.end() }
    try run.read(for: .seconds(rest))
    let family = ProcFile.family(of: run.child.id)
    guard let dashboard = family.last, let held = ProcFile.memory("VmRSS", ofFamily: run.child.id),
      let holding = ProcFile.memory("VmRSS", of: dashboard),
      let most = ProcFile.mostMemory(ofFamily: run.child.id)
    else { throw BenchError("the dashboard has ended early") }
    let name = "\(batch.queries) queries"
    var findings = [
      Finding(name, held, "MiB", bound: .atMost(batch.held)),
      Finding(
        "  at most, ever", most, "MiB", bound: batch.peak.map { .atMost($0) }),
    ]
    var shares = try MappingKind.shares(of: dashboard)
    if family.count > 1 { shares[.guardian] = held - holding }
    for kind in MappingKind.allCases {
      guard let share = shares[kind] else { continue }
      let percent = "\((share / held * 100).rounded().figureText) %"
      findings.append(Finding("  \(kind.rawValue)", share, "MiB", peer: percent))
    }
    if family.count > 1 {
      let own = try MappingKind.unshared(of: family[0])
      findings.append(Finding("    of it not shared", own, "MiB", bound: .atMost(1)))
    }
    return findings
  }
}

/// What a mapping of a process is there for.
enum MappingKind: String, CaseIterable {
  case code = "code of the program"
  case constants = "its constants"
  case variables = "its variables"
  case libraries
  case heap
  case stacks = "stacks and the rest"
  case guardian

  /// MiB resident of each kind, from the process's own `smaps`.
  static func shares(of id: pid_t) throws -> [MappingKind: Double] {
    guard let maps = ProcFile.text("\(id)/smaps", atMost: 4 << 20) else {
      throw BenchError("process \(id) has ended early")
    }
    var shares: [MappingKind: Double] = [:]
    var kind = MappingKind.stacks
    for line in maps.split(separator: "\n") {
      let fields = line.split(separator: " ", omittingEmptySubsequences: true)
      if fields.first == "Rss:", fields.count > 1 {
        shares[kind, default: 0] += (Double(fields[1]) ?? 0) / 1024
      } else if fields.count >= 5, fields[0].last != ":" {
        kind = Self.kind(fields)
      }
    }
    return shares
  }

  /// MiB of a process that no other shares.
  static func unshared(of id: pid_t) throws -> Double {
    guard let maps = ProcFile.text("\(id)/smaps_rollup") else {
      throw BenchError("process \(id) has ended early")
    }
    return maps.split(separator: "\n").reduce(0) { sum, line in
      let fields = line.split(separator: " ", omittingEmptySubsequences: true)
      guard fields.count > 1, ["Private_Clean:", "Private_Dirty:"].contains(fields[0]) else {
        return sum
      }
      return sum + (Double(fields[1]) ?? 0) / 1024
    }
  }

  /// - Parameter fields: of a mapping's first line: addresses, permissions, offset, device, inode, path.
  private static func kind(_ fields: [Substring]) -> MappingKind {
    guard fields.count > 5 else { return .heap }
    let path = fields[5]
    if path == "[heap]" { return .heap }
    guard path.hasPrefix("/") else { return .stacks }
    guard path.hasSuffix("/querytop") else { return .libraries }
    return fields[1].contains("x") ? .code : fields[1].contains("w") ? .variables : .constants
  }
}
