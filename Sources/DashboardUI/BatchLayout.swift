package import TextCanvas

/// Where the panels of the batch view lie.
///
/// Small screens lose panels by priority: the queries and the counters go last.
///
/// ```
///  20×5            80×24                     120×36                    200×60
///  counters only   ┌progress──────────────┐  ┌progress────┬queue────┐  ┌progress┬queue─┬causes┐
///                  ├queue──┬causes────────┤  ├causes──────┴─────────┤  ├────────┴──────┴──────┤
///                  ├queries───────────────┤  ├queries───────────────┤  │queries               │
/// ```
package struct BatchLayout: Hashable, Sendable {
  package var progress = Rect(x: 0, y: 0, width: 0, height: 0)
  package var queue = Rect(x: 0, y: 0, width: 0, height: 0)
  package var causes = Rect(x: 0, y: 0, width: 0, height: 0)
  package var queries = Rect(x: 0, y: 0, width: 0, height: 0)

  /// Below this the view is its counters and nothing else.
  package static let smallest = Size(columns: 40, rows: 7)

  /// Lays the panels out in the area between title and message line.
  ///
  /// - Parameters:
  ///   - zoomed: the panel that gets everything; nil for all.
  ///   - causes: how many causes there are to show.
  package init(in area: Rect, zoomed: Panel? = nil, causes count: Int) {
    if let zoomed {
      self[zoomed] = area
    } else if area.width < Self.smallest.columns || area.height < Self.smallest.rows {
      progress = area
    } else if area.height < 16 {
      (progress, queries) = area.splitTop(area.height < 10 ? 3 : 6)
    } else if area.width < 100 || area.height < 28 {
      stack(area, count: count)
    } else if area.width < 160 {
      wide(area, count: count)
    } else {
      widest(area, count: count)
    }
  }

  private mutating func stack(_ area: Rect, count: Int) {
    let (top, rest) = area.splitTop(6)
    let (middle, bottom) = rest.splitTop(area.height < 24 ? 5 : 5 + min(3, max(0, count - 3)))
    progress = top
    (queue, causes) = middle.splitLeft(max(26, area.width / 3))
    queries = bottom
  }

  private mutating func wide(_ area: Rect, count: Int) {
    let (top, rest) = area.splitTop(8)
    (progress, queue) = top.splitLeft(area.width * 3 / 5)
    (causes, queries) = rest.splitTop(2 + max(3, min(count, area.height / 5)))
  }

  private mutating func widest(_ area: Rect, count: Int) {
    let (top, rest) = area.splitTop(max(9, min(14, area.height / 4)))
    let (left, right) = top.splitLeft(area.width * 2 / 5)
    progress = left
    (queue, causes) = right.splitLeft(area.width / 4)
    queries = rest
  }

  package subscript(panel: Panel) -> Rect {
    get {
      switch panel {
      case .progress: progress
      case .queue: queue
      case .causes: causes
      case .queries: queries
      }
    }
    set {
      switch panel {
      case .progress: progress = newValue
      case .queue: queue = newValue
      case .causes: causes = newValue
      case .queries: queries = newValue
      }
    }
  }

  /// The panels a person can step through: those shown, or all when one is zoomed.
  static func order(in area: Rect, isZoomed: Bool) -> [Panel] {
    if isZoomed { return Panel.allCases }
    let layout = BatchLayout(in: area, causes: 0)
    return Panel.allCases.filter { !layout[$0].isEmpty }
  }
}
