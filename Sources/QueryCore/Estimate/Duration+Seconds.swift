extension Duration {
  /// The longest span worked with, about 30 years: beyond it a time is nonsense, and arithmetic may trap.
  static let longest: Double = 1e9

  /// Takes seconds of any worth: below zero and not-a-number become zero, too many become `longest`.
  package init(clamping seconds: Double) {
    self = .seconds(seconds > 0 ? min(seconds, Self.longest) : 0)
  }

  /// The whole and the fraction, in seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
