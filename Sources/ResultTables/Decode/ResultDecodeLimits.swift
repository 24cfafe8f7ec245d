/// How much of a server's answer is taken before it is refused.
package struct ResultDecodeLimits: Hashable, Sendable {
  /// Bytes of an answer, at most 256 MiB.
  package var bodyBytes: Int
  /// Arrays and objects inside one another, at most 64.
  package var depth: Int
  package var columns: Int
  /// Rows times columns; also rows, and the values inside nested cells and outside the rows.
  package var cells: Int

  package init(
    bodyBytes: Int = 64 << 20, depth: Int = 64, columns: Int = 10_000, cells: Int = 16_000_000
  ) {
    self.bodyBytes = min(max(bodyBytes, 0), 256 << 20)
    self.depth = min(max(depth, 0), 64)
    self.columns = min(max(columns, 0), 1_000_000)
    self.cells = min(max(cells, 0), 1 << 30)
  }
}
