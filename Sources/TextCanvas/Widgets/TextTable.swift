/// Rows under a header.
///
/// It asks for the cells in view only, so it is as quick with a million rows as with ten.
package struct TextTable: Hashable, Sendable {
  package var columns: [TableColumn]
  package var rowCount: Int
  /// The first row in view; brought into range when drawn.
  package var offset: Int
  package var selected: Int?
  package var sort: TableSort?
  /// Whether the panel has the keys; the selected row is shown only where it has.
  package var isFocused: Bool
  package var glyphs: GlyphSet

  package init(
    columns: [TableColumn], rowCount: Int, offset: Int = 0, selected: Int? = nil,
    sort: TableSort? = nil, isFocused: Bool = true, glyphs: GlyphSet = .unicode
  ) {
    self.columns = columns
    self.rowCount = max(0, rowCount)
    self.offset = offset
    self.selected = selected
    self.sort = sort
    self.isFocused = isFocused
    self.glyphs = glyphs
  }

  /// Rows of a table's rectangle that are left below its header.
  package static func bodyHeight(_ height: Int) -> Int { max(0, height - 1) }

  /// Whether there is a scrollbar at the right.
  ///
  /// Its column, and the one that keeps it from the cells, are kept for it whether there is or not, so that no column moves when
  /// rows come or go.
  package func isScrolling(in rect: Rect) -> Bool {
    rowCount > Self.bodyHeight(rect.height) && rect.height > 1 && rect.width > 3
  }

  /// The columns shown, `x` from the rectangle's left edge: for a click on a header.
  package func spans(in rect: Rect) -> [ColumnSpan] {
    ColumnLayout.solve(columns, width: rect.width - (rect.width > 3 ? 2 : 0))
  }

  /// The first row drawn.
  func first(in rect: Rect) -> Int {
    max(0, min(offset, rowCount - Self.bodyHeight(rect.height)))
  }
}

/// Which column a table is sorted by, and which way.
package struct TableSort: Hashable, Sendable {
  package var column: Int
  package var isAscending: Bool

  package init(column: Int, isAscending: Bool = true) {
    self.column = column
    self.isAscending = isAscending
  }
}
