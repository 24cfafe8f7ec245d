import TextCanvas

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
struct BatchLayout: Hashable, Sendable {
  private var rects: [Panel: Rect] = [:]

  /// Below this the view is its counters and nothing else.
  static let smallest = Size(columns: 40, rows: 7)

  /// Lays the panels out in the area between title and message line.
  ///
  /// - Parameters:
  ///   - zoomed: the panel that gets everything; nil for all.
  ///   - causes: how many causes there are to show.
  init(in area: Rect, zoomed: Panel? = nil, causes count: Int) {
    if let zoomed {
      self[zoomed] = area
    } else if area.width < Self.smallest.columns || area.height < Self.smallest.rows {
      self[.progress] = area
    } else if area.height < 16 {
      (self[.progress], self[.queries]) = area.splitTop(area.height < 10 ? 3 : 6)
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
    self[.progress] = top
    (self[.queue], self[.causes]) = middle.splitLeft(max(26, area.width / 3))
    self[.queries] = bottom
  }

  private mutating func wide(_ area: Rect, count: Int) {
    let (top, rest) = area.splitTop(8)
    (self[.progress], self[.queue]) = top.splitLeft(area.width * 3 / 5)
    (self[.causes], self[.queries]) = rest.splitTop(2 + max(3, min(count, area.height / 5)))
  }

  private mutating func widest(_ area: Rect, count: Int) {
    let (top, rest) = area.splitTop(max(9, min(14, area.height / 4)))
    let (left, right) = top.splitLeft(area.width * 2 / 5)
    self[.progress] = left
    (self[.queue], self[.causes]) = right.splitLeft(area.width / 4)
    self[.queries] = rest
  }

  /// Where a panel lies; empty where there is no room for it.
  subscript(panel: Panel) -> Rect {
    get { rects[panel] ?? Rect(x: 0, y: 0, width: 0, height: 0) }
    set { rects[panel] = newValue }
  }

  /// The panels a person can step through: those shown, or all when one is zoomed.
  static func order(in area: Rect, isZoomed: Bool) -> [Panel] {
    if isZoomed { return Panel.allCases }
    let layout = BatchLayout(in: area, causes: 0)
    return Panel.allCases.filter { !layout[$0].isEmpty }
  }
}

/// The panels of the batch view that can have the focus, in the order of Tab.
enum Panel: Hashable, Sendable, CaseIterable {
  case queries
  case causes
  case progress
  case queue
}
