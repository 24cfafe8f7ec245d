import PollingSimulation
import QuerySimulator
import Testing

/// What whole stories of simulated batches cost on the wire, and how soon they are seen.
struct SupermetricsWireTests {
  @Test(arguments: [1, 2, 3] as [UInt64], [120, 200, 300])
  func `a poll of 800 queries costs 10 kB, 4 packed, and a request`(
    seed: UInt64, seconds: Int
  ) async throws {
    let options = ScenarioOptions(queries: 800, duration: .seconds(seconds), seed: seed)
    let story = try await WireStory.run(options, every: .seconds(1))
    #expect(story.bytesPerPoll <= 10_000)
    #expect(story.packedBytesPerPoll <= 4000)
    #expect(story.requestsPerPoll <= 1.2)
    try expectTrue(story, within: 4)
  }

  @Test func `a story of 10,000 queries costs at most 40 kB a poll and about a request`()
    async throws
  {
    let options = ScenarioOptions(queries: 10_000, duration: .seconds(300))
    let story = try await WireStory.run(options, every: .seconds(1))
    #expect(story.bytesPerPoll <= 40_000)
    #expect(story.requestsPerPoll <= 1.3)
    try expectTrue(story, within: 4)
  }

  @Test(arguments: [2, 5])
  func `polls that are not hurried show at once what has changed`(interval: Int) async throws {
    let options = ScenarioOptions(queries: 800, duration: .seconds(240))
    let story = try await WireStory.run(options, every: .seconds(interval))
    #expect(story.requestsPerPoll <= 1.1)
    try expectTrue(story, within: 2 * Double(interval))
    let late = story.delays.count { $0 > Double(interval) }
    #expect(late * 50 <= story.delays.count, "\(late) of \(story.delays.count) a poll late")
  }

  private func expectTrue(_ story: WireStory, within seconds: Double) throws {
    #expect(story.wrongRows == 0)
    #expect(story.endDelay <= 1 || story.endDelay <= seconds / 2)
    #expect(try #require(story.failureDelays.last) <= seconds)
  }
}
