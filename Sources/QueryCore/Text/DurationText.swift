/// Writes durations the way the whole program does: `3.2s` never, `12s`, `3m12s`, `2h05m`, `3d04h`.
package enum DurationText {
  /// Two units at the most, the second with two places, so that a column of them stays straight.
  ///
  /// Negative counts as zero.
  package static func short(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    switch seconds {
    case ..<60: return "\(seconds)s"
    case ..<3600: return "\(seconds / 60)m\(twoPlaces(seconds % 60))s"
    case ..<86_400: return "\(seconds / 3600)h\(twoPlaces(seconds % 3600 / 60))m"
    default: return "\(seconds / 86_400)d\(twoPlaces(seconds % 86_400 / 3600))h"
    }
  }

  /// A range as `42s–58s`, or one value where both read the same.
  ///
  /// Never `0s`: something is left to do.
  package static func range(_ earliest: Duration, _ latest: Duration, dash: String) -> String {
    let low = short(max(.seconds(1), roundedForReading(earliest, up: false)))
    let high = short(max(.seconds(1), roundedForReading(latest, up: true)))
    return low == high ? "\(low)" : "\(low)\(dash)\(high)"
  }

  /// Drops precision an estimate does not have: to 10 s above one minute, 1 min above one hour; outwards, so that the
  /// range never shrinks by being written.
  private static func roundedForReading(_ duration: Duration, up: Bool) -> Duration {
    let (seconds, rest) = duration.components
    let step: Int64 = seconds < 60 ? 1 : seconds < 3600 ? 10 : 60
    let down = seconds / step * step
    let exact = down == seconds && rest == 0
    return .seconds(up && !exact ? down + step : down)
  }

  private static func twoPlaces(_ value: Int64) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }
}
