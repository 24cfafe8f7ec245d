import QueryCore
import Testing

struct BatchProgressTests {
  @Test func `the counters add up to the total`() {
    let progress = BatchProgress(queued: 1, running: 2, succeeded: 3, failed: 4)
    #expect(progress.total == 10)
  }

  @Test func `what no counter mentions is waiting`() {
    let progress = BatchProgress(queued: 1, running: 2, succeeded: 3, failed: 4, total: 20)
    #expect(progress.queued == 11)
  }

  @Test func `a total the counters pass is raised to them`() {
    #expect(BatchProgress(queued: 5, running: 5, succeeded: 5, failed: 5, total: 3).total == 20)
  }

  @Test func `a negative counter is none`() {
    let progress = BatchProgress(queued: -5, running: -1, succeeded: 2, failed: -9)
    #expect(progress == BatchProgress(queued: 0, running: 0, succeeded: 2, failed: 0))
  }

  @Test func `an empty batch has no fraction`() {
    #expect(BatchProgress(queued: 0, running: 0, succeeded: 0, failed: 0).fraction == nil)
  }

  @Test func `an empty batch is not finished`() {
    #expect(!BatchProgress(queued: 0, running: 0, succeeded: 0, failed: 0).isFinished)
  }

  @Test func `counters at the limit of numbers give no crash`() {
    let progress = BatchProgress(
      queued: .max, running: .max, succeeded: .max, failed: .max, total: .min)
    #expect(progress.total == 4_000_000_000)
  }

  @Test func `failures count as finished`() {
    #expect(BatchProgress(queued: 0, running: 0, succeeded: 1, failed: 3).isFinished)
  }
}
