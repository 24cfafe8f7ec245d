import QueryCore
import QueryHTTP
import QueryReports

/// The columns of lists that a person has hidden.
nonisolated struct HiddenColumns: StateDocument {
  static let name = "columns"
  static let version = 1

  /// More hidden columns than there can be are not read.
  static let most = 100

  /// The names of columns, by the name of their list.
  var lists: [String: Set<String>] = [:]

  mutating func read(_ key: JSONKey, _ reader: inout JSONReader) throws {
    guard case "hidden" = key else { return }
    var count = 0
    try reader.readArray { reader in
      guard count < Self.most, let text = try reader.readText() else { return }
      count += 1
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      // Written by another version, or by hand: the others are still good.
      if parts.count == 2 { lists[parts[0], default: []].insert(parts[1]) }
    }
  }

  var members: [(String, JSONText)] {
    let names = lists.flatMap { list, columns in columns.map { "\(list).\($0)" } }
    return [("hidden", .texts(names.sorted()))]
  }
}
