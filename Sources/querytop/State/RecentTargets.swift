import QueryCore
import QueryHTTP
import QueryProviders
import QueryReports

/// The targets that were named on a command line and have answered, the last used first.
nonisolated struct RecentTargets: StateDocument {
  static let name = "recent"
  static let version = 1

  /// Older ones are let go.
  static let most = 200

  private(set) var targets: [Target] = []

  /// Puts targets in front, in the order given.
  mutating func use(_ used: [Target]) {
    var known: Set<Target> = []
    targets = Array((used + targets).filter { known.insert($0).inserted }.prefix(Self.most))
  }

  /// Drops those that may not be written, whoever put them there.
  mutating func keep(where isFit: (Target) -> Bool) {
    targets.removeAll { !isFit($0) }
  }

  mutating func read(_ key: JSONKey, _ reader: inout JSONReader) throws {
    guard case "targets" = key else { return }
    var read: [Target] = []
    try reader.readArray { reader in
      guard read.count < Self.most, let text = try reader.readText() else { return }
      do {
        read.append(try Provider.target(parsing: text))
      } catch {
        // Written by another version, or by hand: the others are still good.
      }
    }
    use(read)
  }

  var members: [(String, JSONText)] {
    [("targets", .texts(targets.map(\.description)))]
  }
}
