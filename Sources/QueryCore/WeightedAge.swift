/// So many running queries of about one age.
struct WeightedAge: Equatable {
  /// Seconds since the start.
  let seconds: Double
  let count: Double

  /// Sorts ages and merges neighbours until at most `limit` groups are left, the oldest kept apart: they end last.
  static func grouping(_ ages: [Double], limit: Int) -> [WeightedAge] {
    let sorted = ages.sorted(by: >)
    guard sorted.count > limit else { return sorted.map { WeightedAge(seconds: $0, count: 1) } }
    let alone = limit / 2
    let rest = sorted[alone...]
    let groups = limit - alone
    var result = sorted[..<alone].map { WeightedAge(seconds: $0, count: 1) }
    for group in 0..<groups {
      let members = rest[
        (alone + rest.count * group / groups)..<(alone + rest.count * (group + 1) / groups)]
      let sum = members.reduce(0, +)
      result.append(WeightedAge(seconds: sum / Double(members.count), count: Double(members.count)))
    }
    return result
  }
}
