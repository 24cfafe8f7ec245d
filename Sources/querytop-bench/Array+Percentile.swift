extension [Double] {
  /// The value that a share of all, 0 to 1, does not exceed; nil of none.
  func percentile(_ share: Double) -> Double? {
    guard !isEmpty else { return nil }
    return sorted()[Swift.min(count - 1, Int(share * Double(count)))]
  }

  var median: Double? { percentile(0.5) }
}
