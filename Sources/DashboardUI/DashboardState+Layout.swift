package import QueryCore
package import TextCanvas

extension DashboardState {
  /// The area between the title line above and the message and footer below.
  ///
  /// Short screens give up the footer first, then the message line, then the title.
  package var bodyRect: Rect {
    let whole = Rect(size)
    let (_, rest) = whole.splitTop(titleRows)
    return rest.splitBottom(messageRows + footerRows).rest
  }

  var titleRows: Int { size.rows >= 6 ? 1 : 0 }
  var footerRows: Int { size.rows >= 8 ? 1 : 0 }
  var messageRows: Int { size.rows >= 10 ? MessageLine.rows(self) : 0 }

  /// The panels of the batch on top.
  package func batchLayout(of target: Target) -> BatchLayout {
    BatchLayout(
      in: bodyRect, zoomed: top.isZoomed ? top.focus : nil,
      causes: digests[target]?.causes.count ?? 0)
  }

  /// Rows of the list on top that can be seen.
  var listHeight: Int {
    switch top.screen {
    case .targets: TargetsPanel.visibleRows(in: bodyRect)
    case .batch(let target): QueriesPanel.visibleRows(in: batchLayout(of: target).queries)
    case .requests: RequestsPanel.visibleRows(in: bodyRect)
    case .query, .batchQuery: bodyRect.height
    case .results: gridGeometry.height
    }
  }

  /// Rows of the causes panel that can be seen.
  var causesHeight: Int {
    guard case .batch(let target) = top.screen else { return 1 }
    return CausesPanel.visibleRows(in: batchLayout(of: target).causes)
  }

  /// Whether the batch map has the keys.
  var showsMap: Bool {
    if case .batch = top.screen { top.isZoomed && top.focus == .progress } else { false }
  }

  /// Where the batch map's marks lie, in the batch's own order.
  func mapLayout(of target: Target) -> MapLayout {
    MapLayout(
      count: batch(target)?.queries.count ?? 0,
      rect: ProgressPanel.mapRect(in: batchLayout(of: target).progress))
  }
}
