/// What a table knows of one of its columns before it has a width.
package struct TableColumn: Hashable, Sendable {
  package let title: SafeText
  /// Columns below which it makes no sense, at least 1.
  package let minimum: Int
  /// Columns it takes where there is room, at least the minimum.
  package let ideal: Int
  /// Columns it never exceeds, at least the ideal.
  package let maximum: Int
  /// Its share of what is left when all have their ideal; 0 takes none.
  package let flex: Int
  package let alignment: TextAlignment
  /// The column with the lowest goes first when the table is too narrow; of equals, the rightmost.
  package let priority: Int

  package init(
    _ title: SafeText, minimum: Int, ideal: Int? = nil, maximum: Int? = nil, flex: Int = 0,
    alignment: TextAlignment = .left, priority: Int = 0
  ) {
    self.title = title
    self.minimum = max(1, minimum)
    self.ideal = max(self.minimum, ideal ?? minimum)
    self.maximum = max(self.ideal, maximum ?? (flex > 0 ? .max : self.ideal))
    self.flex = max(0, flex)
    self.alignment = alignment
    self.priority = priority
  }
}
