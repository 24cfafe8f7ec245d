/// What stands in a cell of a result, as the server's JSON had it.
package enum CellKind: UInt8, Hashable, Sendable, CaseIterable {
  /// The row has no such member, or is too short.
  case missing
  case null
  case boolean
  case number
  case string
  /// An array or an object.
  case nested
}

extension CellKind: Comparable {
  /// By what a cell can hold: nothing, a word or a number, any text.
  package static func < (left: CellKind, right: CellKind) -> Bool { left.rawValue < right.rawValue }
}
