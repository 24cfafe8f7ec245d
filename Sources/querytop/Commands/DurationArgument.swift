import ArgumentParser

/// A length of time as people write it: `90s`, `30m`, `2h`, `1d`, or several of these in falling
/// order, `1h30m`; a number alone is seconds, as it is to `sleep`.
nonisolated struct DurationArgument: ExpressibleByArgument, Hashable, Sendable {
  /// More than zero and at most a year.
  let duration: Duration

  /// For what an option is without it.
  init(seconds: Int64) {
    duration = .seconds(seconds)
  }

  var defaultValueDescription: String { "\(duration.components.seconds)" }

  init?(argument: String) {
    let units: [Character: Int64] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
    let longest: Int64 = 366 * 86_400
    var total: Int64 = 0
    var last = Int64.max
    var digits = ""
    for character in argument {
      if character.isASCII, character.isNumber, digits.count < 9 {
        digits.append(character)
      } else if let unit = units[character], unit < last, let count = Int64(digits) {
        total += count * unit
        last = unit
        digits = ""
      } else {
        return nil
      }
    }
    if last == .max, let seconds = Int64(digits) {
      total = seconds
      digits = ""
    }
    guard digits.isEmpty, total > 0, total <= longest else { return nil }
    duration = .seconds(total)
  }
}
