package import QueryCore

/// The provider's status words in querytop's own.
package enum ToolkitStatus {
  /// The state of a job; words are compared without regard to case, and an unknown one is kept.
  package static func state(_ word: String) -> QueryState {
    switch word.lowercased() {
    case "queued": .waiting
    case "running": .running
    case "succeeded": .succeeded
    case "failed": .failed
    default: .unknown(word.isEmpty ? "no status" : word)
    }
  }
}
