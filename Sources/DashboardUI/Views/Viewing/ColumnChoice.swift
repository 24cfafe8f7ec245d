/// The columns of a list, to choose from: one to sort by, some to hide.
struct ColumnChoice: Hashable, Sendable {
  struct Column: Hashable, Sendable {
    let name: String
    let title: String
    /// Whether it is on screen.
    let isShown: Bool
    /// Whether the person hid it; one neither shown nor hidden has no room.
    let isHidden: Bool
    let canBeHidden: Bool
  }

  /// What was chosen; holds the column's name.
  enum Event: Hashable, Sendable {
    /// To sort by it; by the one sorted by, to turn the order round.
    case sort(String)
    /// To hide it, or to show it again.
    case toggle(String)
  }

  let columns: [Column]
  /// The name of the one the list is sorted by.
  let sorted: String
  let isAscending: Bool
}
