import QueryCore

/// Drawn before a poll, so that its answer can be told from a newer one's.
struct PollTicket: Hashable, Sendable {
  /// Where the answer belongs.
  let slot: PollSlot
  /// Rises with every poll.
  let number: Int
}
