import PollingSimulation
import Testing

/// Outages in virtual time: what they cost, and how soon a source is asked after them.
///
/// A source that hangs takes the four places there are for half a minute: nothing can be asked sooner.
struct OutageFiguresTests {
  private func figures(
    _ pattern: OutagePattern, limit: Int = 5000, seed: UInt64
  ) async throws -> OutageFigures {
    try await OutageFigures(pattern, targets: 12, limit: limit, seed: seed)
  }

  /// The mean over outages of these lengths, each at several moments of the schedule.
  private func mean(
    _ lengths: [Double], _ fault: ModelFault, _ figure: (OutageFigures, Double) -> Double
  ) async throws -> Double {
    var sum = 0.0
    let seeds = 1...UInt64(4)
    for length in lengths {
      for seed in seeds {
        let run = try await figures(.once(length, fault, shift: Double(seed) * 0.37), seed: seed)
        sum += figure(run, length)
      }
    }
    return sum / Double(lengths.count * seeds.count)
  }

  @Test(arguments: [ModelFault.refused, .serverError])
  func `after less than half a minute a source is asked within 5 s in the mean`(
    fault: ModelFault
  ) async throws {
    let lengths = Array(stride(from: 1.0, to: 30, by: 4))
    #expect(try await mean(lengths, fault) { run, _ in run.meanDelay } <= 5)
  }

  @Test(arguments: [ModelFault.refused, .garbage])
  func `after a longer outage a source is asked within a quarter of its length`(
    fault: ModelFault
  ) async throws {
    let lengths = [30.0, 40, 55, 72, 95, 130, 170, 220, 300]
    #expect(try await mean(lengths, fault) { run, length in run.meanDelay / length } <= 0.25)
  }

  @Test(
    arguments: [ModelFault.refused, .serverError, .hang, .garbage], [1, 2] as [UInt64])
  func `an hour of outage costs 40 requests at most, none later than two minutes after another`(
    fault: ModelFault, seed: UInt64
  ) async throws {
    let run = try await figures(.once(3600, fault, shift: Double(seed) * 0.37), seed: seed)
    #expect(run.mostInHour <= 40)
    #expect(run.longestPause <= 120.5)
    #expect(run.delays.allSatisfy { $0 <= 120.5 })
  }

  @Test(arguments: [5000, 50_000], [1, 2] as [UInt64])
  func `an hour of outage after others costs 40 requests too`(
    limit: Int, seed: UInt64
  ) async throws {
    let start = OutagePattern.warmUp + Double(seed) * 0.37
    let pattern = OutagePattern(
      spans: [start..<start + 4, start + 30..<start + 34, start + 60..<start + 3660],
      fault: .refused, length: start + 4000)
    let run = try await figures(pattern, limit: limit, seed: seed)
    #expect(run.mostInHour <= 40)
  }

  @Test(
    arguments: [(40, 0.5), (12, 4), (60, 10), (25, 2), (300, 60)] as [(Double, Double)],
    [5000, 20_000])
  func `a source that comes and goes is asked while it is there`(
    rhythm: (period: Double, down: Double), limit: Int
  ) async throws {
    let pattern = OutagePattern.every(
      rhythm.period, down: rhythm.down, .refused, for: 900, shift: 0.37)
    #expect(try await figures(pattern, limit: limit, seed: 3).answeredShare >= 0.85)
  }
}
