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
