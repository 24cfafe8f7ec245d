import FoundationEssentials

extension Date {
  /// Whole milliseconds since 1970, rounded down; held within the years a four-digit date can
  /// write.
  var millisecondsSinceEpoch: Int {
    let seconds = timeIntervalSince1970
    guard seconds.isFinite else { return 0 }
    return Int((min(max(seconds, -62_135_596_800), 253_402_214_400) * 1000).rounded(.down))
  }
}
