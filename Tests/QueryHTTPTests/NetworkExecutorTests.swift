import QueryHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct NetworkExecutorTests {
  private let network = NetworkExecutor.shared

  @concurrent private func isOnNetwork() async -> Bool { network.isCurrent }

  @Test("a task of the network runs on its thread, and so does all it waits for")
  func runsOnTheNetworksThread() async {
    let places = await withTaskGroup(of: [Bool].self) { group in
      group.addTask(executorPreference: network) {
        let before = network.isCurrent
        let child = await withTaskGroup(of: Bool.self) { group in
          group.addTask { await isOnNetwork() }
          return await group.next()
        }
        await Task.yield()
        return [before, child == true, await isOnNetwork(), network.isCurrent]
      }
      return await group.next()
    }
    #expect(places == [true, true, true, true])
    #expect(await !isOnNetwork())
  }

  @Test("the clock's sleep is over when its moment has come, at once where that is past")
  func sleepsUntilAMoment() async throws {
    let clock = NetworkClock()
    try await clock.sleep(until: clock.now - .seconds(1))
    let moment = clock.now + .milliseconds(2)
    try await clock.sleep(until: moment)
    #expect(clock.now >= moment)
  }

  @Test("a sleep that is cancelled ends then, and one of a cancelled task does not begin")
  func cancelledSleep() async {
    let sleep = Task(executorPreference: network) {
      try await NetworkClock().sleep(for: .seconds(86_400))
    }
    // Everything of the network runs one after the other: the sleep has begun before this is answered.
    await Task(executorPreference: network) {}.value
    sleep.cancel()
    await #expect(throws: CancellationError.self) { try await sleep.value }
    let late = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await NetworkClock().sleep(for: .seconds(86_400))
    }
    await #expect(throws: CancellationError.self) { try await late.value }
  }
}
