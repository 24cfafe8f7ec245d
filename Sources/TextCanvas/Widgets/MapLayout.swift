/// Which items of a batch map stand in which cell: in reading order, the same number in each.
package struct MapLayout: Hashable, Sendable {
  /// Where the map was drawn.
  package let rect: Rect
  /// Items in all.
  package let count: Int
  /// Items a cell; 1 unless there are more items than cells.
  package let itemsPerCell: Int

  /// Chooses the fewest items a cell with which all find room: 1, 2, 4, 8, or a multiple of 8.
  package init(count: Int, rect: Rect) {
    self.count = max(0, count)
    self.rect = rect
    let cells = max(1, rect.width * rect.height)
    let needed = max(1, (self.count + cells - 1) / cells)
    itemsPerCell = [1, 2, 4].first { $0 >= needed } ?? (needed + 7) / 8 * 8
  }

  /// The items in the cell at a position of the frame; nil outside the map and after the last item.
  package func items(atX x: Int, y: Int) -> Range<Int>? {
    guard rect.contains(x: x, y: y) else { return nil }
    let first = ((y - rect.y) * rect.width + x - rect.x) * itemsPerCell
    return first < count ? first..<min(count, first + itemsPerCell) : nil
  }

  /// The position in the frame of an item's cell; nil for an item there is not.
  package func position(of item: Int) -> (x: Int, y: Int)? {
    guard item >= 0, item < count, !rect.isEmpty else { return nil }
    let cell = item / itemsPerCell
    return (rect.x + cell % rect.width, rect.y + cell / rect.width)
  }

  /// Cells in use.
  var cells: Int { rect.isEmpty ? 0 : (count + itemsPerCell - 1) / itemsPerCell }
}
