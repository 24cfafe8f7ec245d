import Glibc
package import QueryCore
package import QueryScheduling
import QuerySimulator

/// Plans drawn from a seed: every kind of fault, and a calm end in which all must be found out.
extension SimulationPlan {
  /// Draws a plan.
  ///
  /// - Parameters:
  ///   - hours: virtual hours; the last quarter is without faults.
  ///   - targets: the most targets.
  ///   - batches: batches with rows, beside them.
  package static func random(
    seed: UInt64, hours: Double, targets: Int, batches: Int = 0
  ) throws(TargetError) -> Self {
    var dice = Dice(seed: seed)
    var plan = SimulationPlan(seed: seed, length: hours * 3600)
    let calm = plan.length * 0.75
    plan.pace = .milliseconds(Int64(500 + 4500 * dice.unit()))
    let sources = 1 + Int(dice.unit() * 3)
    var limits: [String: Int] = [:]
    for number in 0..<sources {
      let options = dice.server(calmFrom: calm, targets: targets)
      limits["s\(number)"] = options.limit
      plan.servers["s\(number)"] = options
    }
    // Half of the sources have a twin, another name for the same key; half may come by a new key.
    let twins = (0..<sources).filter { _ in dice.unit() < 0.5 }
    plan.accounts = SourceAccounts(
      shared: Dictionary(uniqueKeysWithValues: twins.map { ("twin\($0)", "s\($0)") }),
      renewable: Set((0..<sources).filter { _ in dice.unit() < 0.5 }.map { "s\($0)" }))
    // One run in eight is as large as may be, the others of every size.
    let count = seed % 8 == 0 ? targets : max(1, Int(pow(Double(targets), dice.unit())))
    var asked: [Int: Int] = [:]
    for number in 0..<count {
      let place = Int(dice.unit() * Double(sources))
      // Of a small limit nothing can be asked about many in time.
      let most = (limits["s\(place)"] ?? 0) / 8
      guard asked[place, default: 0] < most else { continue }
      asked[place, default: 0] += 1
      let isTwin = twins.contains(place) && dice.unit() < 0.5
      plan.jobs.append(
        try dice.job(number, at: isTwin ? "twin\(place)" : "s\(place)", before: calm))
    }
    plan.presses = (0..<Int(dice.unit() * 20)).map { _ in dice.unit() * plan.length }.sorted()
    plan.jumps = (0..<Int(dice.unit() * 4)).map { _ in
      (dice.unit() * calm, (dice.unit() - 0.5) * 86_400)
    }
    plan.suspensions = (0..<Int(dice.unit() * 3)).map { _ in
      (dice.unit() * calm, dice.unit() * 1800)
    }
    for number in 0..<batches {
      let place = Int(dice.unit() * Double(sources))
      plan.jobs.append(
        try dice.batch(seed &* 100 &+ UInt64(number), at: "s\(place)", before: calm))
    }
    return plan
  }

  /// Chance with a seed.
  private struct Dice {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }

    mutating func server(calmFrom calm: Double, targets: Int) -> ModelServerOptions {
      var options = ModelServerOptions()
      let limits = [100, 300, 600, 1000, 3000, 5000, 8 * max(targets, 1)]
      options.limit = limits[Int(unit() * Double(limits.count))]
      options.phase = unit() < 0.5 ? nil : unit() * 3600
      if unit() < 0.3 { options.others = unit() * 0.5 * Double(options.limit) / 3600 }
      options.tellsReset = unit() < 0.3
      options.faultShare = unit() < 0.3 ? 0 : unit() * unit() * 0.3
      options.calmFrom = calm
      for _ in 0..<Int(unit() * 3) {
        let start = unit() * calm
        let fault = ModelFault.allCases[Int(unit() * 4)]
        options.outages.append((start..<(start + unit() * 3600), fault))
      }
      if unit() < 0.3 { options.outages += flapping(before: calm) }
      return options
    }

    /// A source that comes and goes for up to half an hour.
    private mutating func flapping(before calm: Double) -> [(
      span: Range<Double>, fault: ModelFault
    )] {
      let start = unit() * calm
      let period = 8 + 52 * unit()
      let down = min(0.5 + 9.5 * unit(), period / 2)
      let fault = ModelFault.allCases[Int(unit() * 4)]
      return stride(from: start, to: start + unit() * 1800, by: period).map {
        ($0..<($0 + down), fault)
      }
    }

    /// A batch of 1 to 3,000 queries that takes from a minute to two hours.
    mutating func batch(
      _ seed: UInt64, at source: String, before calm: Double
    ) throws(TargetError) -> ModelJob {
      let length = min(60 * pow(120, unit()), calm / 2)
      let story = ScenarioOptions(
        queries: Int(pow(3000, unit())), duration: .seconds(length), seed: seed)
      return try ModelJob(story, at: source, startsAt: unit() * calm * 0.4)
    }

    mutating func job(
      _ number: Int, at source: String, before calm: Double
    ) throws(TargetError) -> ModelJob {
      let kind = [TargetKind.batch, .query, .job][Int(unit() * 3)]
      let medians = [15.0, 120, 900, 7200]
      let starts = unit() < 0.5 ? 0 : unit() * calm / 2
      let median = medians[Int(unit() * 4)]
      let normal = (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit())
      let ends = min(starts + median * exp(0.8 * normal), calm)
      let draw = unit()
      let ending: QueryState =
        draw < 0.7 ? .succeeded : draw < 0.85 ? .failed : draw < 0.95 ? .stopped : .gone
      return ModelJob(
        target: try Target(source: source, kind: kind, id: "t\(number)"), startsAt: starts,
        endsAt: ending == .gone ? calm : ends, ending: ending,
        pages: kind == .batch && unit() < 0.3 ? 1 + Int(unit() * 5) : 1)
    }
  }
}

/// All that happens in one simulated run; times are virtual seconds.
package struct SimulationPlan: Sendable {
  package var seed: UInt64
  package var length: Double
  package var pace = Duration.seconds(1)
  /// By source name.
  package var servers: [String: ModelServerOptions] = [:]
  package var jobs: [ModelJob] = []
  /// Which sources ask the same server with the same key; an account is the name of its server.
  package var accounts = SourceAccounts()
  /// When a person presses the key that polls now.
  package var presses: [Double] = []
  /// When the wall clock jumps, and by how much.
  package var jumps: [(at: Double, by: Double)] = []
  /// When the machine sleeps, and for how long.
  package var suspensions: [(at: Double, length: Double)] = []

  package init(seed: UInt64, length: Double) {
    self.seed = seed
    self.length = length
  }
}
