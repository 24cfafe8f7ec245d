package import QueryCore

/// The provider's status words in querytop's own.
package enum PolytomicStatus {
  /// The state of a task; words are compared without regard to case, and an unknown one is kept.
  package static func state(_ word: String) -> QueryState {
    switch word.lowercased() {
    case "created": .waiting
    case "running": .running
    case "done": .succeeded
    case "failed": .failed
    default: .unknown(word.isEmpty ? "no status" : word)
    }
  }
}
