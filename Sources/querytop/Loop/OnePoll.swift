import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders

/// Asks once about each target, without pace or patience.
struct OnePoll {
  /// Requests under way at one time.
  private static let most = 4

  let sources: [String: any QuerySource]

  /// What each target said, in the order given.
  func ask(_ targets: [Target]) async -> [TargetSnapshot] {
    var known = targets.map {
      TargetSnapshot(target: $0, places: sources[$0.source]?.traits.places)
    }
    await withTaskGroup(of: (Int, TargetSnapshot).self) { group in
      var next = 0
      func start() {
        guard next < targets.count else { return }
        let (place, target) = (next, targets[next])
        let source = sources[target.source]
        next += 1
        group.addTask { (place, await Self.ask(target, source)) }
      }
      for _ in 0..<Self.most { start() }
      while let (place, answer) = await group.next() {
        known[place] = answer
        start()
      }
    }
    return known
  }

  @concurrent private static func ask(
    _ target: Target, _ source: (any QuerySource)?
  ) async -> TargetSnapshot {
    var known = TargetSnapshot(target: target, places: source?.traits.places)
    guard let source else {
      known.record(.unreachable("no source is called \(target.source)"), at: Date())
      return known
    }
    do {
      switch try await source.poll(target, previous: nil).result {
      case .success(let answer): known.apply(answer, at: Date())
      case .failure(let problem): known.recordOnce(problem, at: Date())
      }
    } catch {
      // A poll throws for nothing but the end of the run.
      known.record(.unreachable("interrupted"), at: Date())
    }
    return known
  }
}
