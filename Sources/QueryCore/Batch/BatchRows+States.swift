/// How many rows are in which state: kept with every change, so that nobody has to count.
extension BatchRows {
  struct States: Hashable, Sendable {
    /// By the state's code.
    private var counts: [Int] = Array(repeating: 0, count: StateCode.allCases.count)
    private(set) var open = PlaceSet()
    private(set) var waiting = PlaceSet()
    /// Those that are open and do not wait.
    private(set) var running = PlaceSet()

    func count(of code: StateCode) -> Int { counts[Int(code.rawValue)] }

    mutating func insert(_ code: StateCode, at place: Int) {
      counts[Int(code.rawValue)] += 1
      guard code.isOpen else { return }
      open.insert(place)
      if code == .waiting { waiting.insert(place) } else { running.insert(place) }
    }

    mutating func remove(_ code: StateCode, at place: Int) {
      counts[Int(code.rawValue)] -= 1
      open.remove(place)
      waiting.remove(place)
      running.remove(place)
    }
  }

  /// How many rows are in a state; those of a word outside the contract are one kind, whatever the word.
  package func count(of state: QueryState) -> Int { states.count(of: StateCode(state)) }

  /// The rows that may still change.
  package var open: PlaceSet { states.open }

  package var waiting: PlaceSet { states.waiting }

  /// The rows that may still change and do not wait.
  package var running: PlaceSet { states.running }

  /// The rows counted as a batch's counters have them: what is neither waiting nor has ended is running, and what has ended
  /// otherwise than well has failed.
  package var progress: BatchProgress {
    let running = count(of: .running) + count(of: .unsupported) + count(of: .unknown(""))
    return BatchProgress(
      queued: count(of: .waiting), running: running, succeeded: count(of: .succeeded),
      failed: count(of: .failed) + count(of: .stopped) + count(of: .gone))
  }
}
