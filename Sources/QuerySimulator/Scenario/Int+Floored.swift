extension Int {
  /// The quotient rounded down, also below zero; `divisor` is positive.
  func floored(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}
