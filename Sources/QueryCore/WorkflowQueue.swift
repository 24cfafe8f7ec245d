package import FoundationEssentials

/// The depth of the licence's whole queue, as some answer about one query reported it.
package struct WorkflowQueue: Hashable, Sendable {
  package let scheduled: Int
  package let running: Int
  package let sampledAt: Date

  package init(scheduled: Int, running: Int, sampledAt: Date) {
    self.scheduled = max(0, scheduled)
    self.running = max(0, running)
    self.sampledAt = sampledAt
  }
}
