/// Drawn before a poll, so that its answer can be told from a newer one's.
package struct PollTicket: Hashable, Sendable {
  /// Where the answer belongs.
  package let slot: PollSlot
  /// Rises with every poll.
  package let number: Int
  /// Why it was this poll's turn.
  package let reason: PollReason
  /// When it was decided, in seconds on the engine's clock.
  let sentAt: Double
  /// The source's place in the engine.
  let desk: Int
  /// The line of the desk, by its lasting number.
  let line: Int
  /// Requests the poll was expected to take.
  let cost: Int
  /// Whether a person's reserve pays for it.
  package let isFromReserve: Bool

  package init(
    slot: PollSlot, number: Int, reason: PollReason = .index, sentAt: Double = 0,
    desk: Int = 0, line: Int = 0,
    cost: Int = 1, isFromReserve: Bool = false
  ) {
    self.slot = slot
    self.number = number
    self.reason = reason
    self.sentAt = sentAt
    self.desk = desk
    self.line = line
    self.cost = cost
    self.isFromReserve = isFromReserve
  }
}
