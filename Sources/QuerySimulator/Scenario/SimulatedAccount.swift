import QueryCore

/// An account of nobody at a made-up data source.
package struct SimulatedAccount: Hashable, Sendable {
  /// Holds letters, digits, `_` and `-` only.
  package let id: String
  /// For people; any text.
  package let name: String

  /// Makes `count` accounts with different ids, the first half in the style of a social network,
  /// the rest in that of a search engine.
  static func make(_ count: Int, from random: inout SplitMix64) -> [SimulatedAccount] {
    var taken: Set<String> = []
    var accounts: [SimulatedAccount] = []
    accounts.reserveCapacity(count)
    while accounts.count < count {
      let number = 1_000_000_000 + random.below(9_000_000_000)
      let place = places[random.below(places.count)]
      let id = accounts.count * 2 < count ? "act_\(number)" : dashed(number)
      guard taken.insert(id).inserted else { continue }
      accounts.append(SimulatedAccount(id: id, name: "Store \(accounts.count + 1) \(place)"))
    }
    return accounts
  }

  /// Words that are not all ASCII, since those of real accounts are not.
  private static let places = [
    "North", "South", "Harbour", "Hillside", "Old Town", "Küste", "Älvsborg", "Montréal", "東京",
    "Online",
  ]

  private static func dashed(_ number: Int) -> String {
    let digits = String(number)
    return "\(digits.prefix(3))-\(digits.dropFirst(3).prefix(3))-\(digits.dropFirst(6))"
  }
}
