/// A column of a result: its name, and which of the columns of that name it is.
package struct ResultColumn: Hashable, Sendable {
  package let name: String
  /// 0 for the first column of this name in a row, 1 for the second.
  package let occurrence: Int

  package init(name: String, occurrence: Int = 0) {
    self.name = name
    self.occurrence = occurrence
  }

  /// The columns of a page, in its order.
  package static func of(_ names: [String]) -> [ResultColumn] {
    var seen: [String: Int] = [:]
    return names.map { name in
      let occurrence = seen[name, default: 0]
      seen[name] = occurrence + 1
      return ResultColumn(name: name, occurrence: occurrence)
    }
  }
}
