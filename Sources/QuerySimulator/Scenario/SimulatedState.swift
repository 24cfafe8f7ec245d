/// The four words a child of a batch may have by the contract.
package enum SimulatedState: String, Hashable, Sendable, CaseIterable {
  case queued = "QUEUED"
  case running = "RUNNING"
  case success = "SUCCESS"
  case failure = "FAILURE"
}
