import QueryCore

/// All that changes in a router from request to request.
struct RouterCounters: Sendable {
  /// By provider; Polytomic tells of no limit and has none.
  var windows: [SimulatedProvider: RequestWindow]
  private var random: SplitMix64

  init(windows: [SimulatedProvider: RequestWindow], seed: UInt64) {
    self.windows = windows
    random = SplitMix64(seed: seed, stream: 3)
  }

  /// Makes the next request id, of the contract's form and length, and notes what is left of the
  /// provider's hour.
  mutating func stamp(for provider: SimulatedProvider) -> AnswerStamp {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-".utf8)
    let bytes = (0..<32).map { _ in alphabet[random.below(alphabet.count)] }
    return AnswerStamp(
      requestID: String(decoding: bytes, as: UTF8.self),
      remaining: windows[provider]?.remaining ?? 0)
  }
}

/// What every answer carries besides its content.
struct AnswerStamp: Hashable, Sendable {
  let requestID: String
  /// Requests left of the hour, as far as this answer knows.
  var remaining: Int
}
