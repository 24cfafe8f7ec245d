/// The widths of a table's columns.
package enum ColumnLayout {
  /// Fits columns into a width: the least important vanish until the minimums of the others fit;
  /// what is left brings the most important to their ideal first, then is shared by flex up to the
  /// maximums.
  ///
  /// - Returns: the columns shown, from left to right, within `width`; none for a width under 1. The last one left is cut
  ///   below its minimum rather than hidden.
  package static func solve(_ columns: [TableColumn], width: Int, gap: Int = 1) -> [ColumnSpan] {
    guard width > 0, !columns.isEmpty else { return [] }
    let gap = max(0, gap)
    let shown = visible(columns, width: width, gap: gap)
    var widths = shown.map { min(columns[$0].minimum, width) }
    var left = width - widths.reduce(0, +) - gap * (shown.count - 1)
    let byPriority = shown.indices.sorted {
      (-columns[shown[$0]].priority, $0) < (-columns[shown[$1]].priority, $1)
    }
    for index in byPriority where left > 0 {
      let grown = min(left, columns[shown[index]].ideal - widths[index])
      widths[index] += max(0, grown)
      left -= max(0, grown)
    }
    flex(&widths, shown.map { columns[$0] }, by: left)
    var x = 0
    return zip(shown, widths).map { column, width in
      defer { x += width + gap }
      return ColumnSpan(column: column, x: x, width: width)
    }
  }

  private static func visible(_ columns: [TableColumn], width: Int, gap: Int) -> [Int] {
    var shown = Array(columns.indices)
    // Each minimum is clipped to one more than the width, so that no sum can overflow.
    func needed() -> Int {
      shown.reduce(gap * (shown.count - 1)) { $0 + min(columns[$1].minimum, width + 1) }
    }
    while shown.count > 1, needed() > width {
      let lowest = shown.indices.min {
        (columns[shown[$0]].priority, -$0) < (columns[shown[$1]].priority, -$1)
      }
      shown.remove(at: lowest ?? shown.count - 1)
    }
    return shown
  }

  /// Shares columns out by weight until none are left or every column is at its maximum.
  private static func flex(_ widths: inout [Int], _ columns: [TableColumn], by room: Int) {
    var left = room
    while left > 0 {
      let open = columns.indices.filter {
        columns[$0].flex > 0 && widths[$0] < columns[$0].maximum
      }
      let weights = open.reduce(0) { $0 + min(columns[$1].flex, 1000) }
      guard weights > 0 else { return }
      let share = left
      for index in open {
        let part = max(1, share * min(columns[index].flex, 1000) / weights)
        let grown = min(left, part, columns[index].maximum - widths[index])
        widths[index] += grown
        left -= grown
      }
    }
  }
}

/// Where a column of a table stands.
package struct ColumnSpan: Hashable, Sendable {
  /// The column's index among those the table was given.
  package let column: Int
  /// From the table's left edge.
  package let x: Int
  package let width: Int

  package init(column: Int, x: Int, width: Int) {
    self.column = column
    self.x = x
    self.width = width
  }
}
