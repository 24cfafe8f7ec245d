import Glibc
import PollingSimulation
import QueryCore

/// The workload of the schedule table: jobs in equal thirds with log-normal lives.
///
/// The medians are 15, 120 and 900 s. Whoever ends is replaced at once, so that a fixed number is always alive; those
/// whose end nobody has seen yet stay to be asked about.
///
/// All times are virtual seconds.
struct ScheduleJobs {
  /// The spread of the logarithm of a life.
  private static let sigma = 0.5
  private static let medians = [15.0, 120, 900]
  /// From a request to its answer.
  static let latency = 0.2

  private struct Job {
    let number: Int
    /// Which of the thirds it belongs to.
    let third: Int
    let startsAt: Double
    let endsAt: Double
    /// How unevenly it moves: progress is the share of its life to this power.
    let bend: Double
    var polledAt: Double
  }

  /// The jobs nobody has seen the end of, by number.
  private var open: [Int: Job] = [:]
  /// The living, the next to end last.
  private var alive: [Job] = []
  private var count = 0
  /// From each end to its being seen.
  private(set) var delays: [Double] = []
  /// The longest time that nothing was asked about a job.
  private(set) var largestGap = 0.0
  private let warmUp: Double
  private var random: SplitMix64

  /// - Parameter warmUp: what is seen before is not counted.
  init(count: Int, seed: UInt64, warmUp: Double) {
    random = SplitMix64(seed: seed)
    self.warmUp = warmUp
    for _ in 0..<count { start(at: 0) }
  }

  /// The moment of the next end.
  var nextEnd: Double { alive.last?.endsAt ?? .infinity }

  /// Numbers of the jobs that are there at the start.
  var first: Range<Int> { 0..<count }

  /// Which of the thirds a job nobody saw end belongs to: what its kind tells.
  func third(of number: Int) -> Int { open[number]?.third ?? 0 }

  /// What a provider that tells progress would say of a job then, in percent.
  func percent(of number: Int, at time: Double) -> Int? {
    guard let job = open[number] else { return nil }
    let share = (time - job.startsAt) / (job.endsAt - job.startsAt)
    return Int(100 * pow(min(max(share, 0), 1), job.bend))
  }

  /// Lets the next job end.
  ///
  /// - Returns: the number of the one that takes its place.
  mutating func replaceNext() -> Int {
    guard let ended = alive.popLast() else { return count }
    start(at: ended.endsAt)
    return count - 1
  }

  /// Takes the answer to a poll that was sent at a moment.
  ///
  /// - Returns: whether the job has ended.
  mutating func poll(_ number: Int, sentAt: Double) -> Bool {
    guard let job = open[number] else { return true }
    let arrival = sentAt + Self.latency
    if sentAt > warmUp { largestGap = max(largestGap, arrival - job.polledAt) }
    open[number]?.polledAt = arrival
    guard job.endsAt <= sentAt + Self.latency / 2 else { return false }
    if sentAt > warmUp { delays.append(arrival - job.endsAt) }
    open[number] = nil
    return true
  }

  private mutating func start(at time: Double) {
    let normal = (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit())
    let third = Int(unit() * 3)
    let life = Self.medians[third] * exp(Self.sigma * normal)
    let job = Job(
      number: count, third: third, startsAt: time, endsAt: time + life,
      bend: exp((2 * unit() - 1) * log(2)), polledAt: time)
    count += 1
    open[job.number] = job
    var low = 0
    var high = alive.count
    while low < high {
      let middle = (low + high) / 2
      if alive[middle].endsAt > job.endsAt { low = middle + 1 } else { high = middle }
    }
    alive.insert(job, at: low)
  }

  private mutating func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
}
