import Foundation

/// An answer that does not come until somebody lets it.
final class HeldPage: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  /// Holds the thread until `release()`, and nobody after it.
  func wait() {
    semaphore.wait()
    semaphore.signal()
  }

  func release() { semaphore.signal() }
}
