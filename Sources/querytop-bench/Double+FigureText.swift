extension Double {
  /// Three significant places or all of a whole part: `0.04`, `1.25`, `31.2`, `1240`.
  ///
  /// A figure above 0 is never shown as 0 before its fourth place.
  var figureText: String {
    guard isFinite else { return "–" }
    let places: Double =
      switch magnitude {
      case ..<0.1: 1000
      case ..<10: 100
      case ..<100: 10
      default: 1
      }
    let rounded = (self * places).rounded() / places
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
