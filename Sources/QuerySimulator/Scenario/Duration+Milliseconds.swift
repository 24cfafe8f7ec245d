extension Duration {
  /// Whole milliseconds, rounded down; held within ±100 years, beyond which no story reaches.
  var milliseconds: Int {
    let limit: Int64 = 3_155_760_000
    let (seconds, attoseconds) = components
    let whole = Int(min(max(seconds, -limit), limit))
    let part = Int(attoseconds / 1_000_000_000_000_000)
    let remainder = attoseconds % 1_000_000_000_000_000
    return whole * 1000 + part - (remainder < 0 ? 1 : 0)
  }
}
