import TextCanvas

/// Where the verdict and the panels of the batch view lie.
///
/// Small screens lose panels by priority: the queue's graph first; the verdict, the causes' codes and the queries stay.
///
/// ```
///  20×5            40×20          80×24                    120×36                    200×60
///  counters only   verdict        verdict                  verdict                   verdict
///                  progress       ┌progress─┬causes──────┐ ┌progress────┬queue────┐  ┌progress┬queue─┬causes┐
///                  causes         ├queries──┴────────────┤ ├causes──────┴─────────┤  ├────────┴──────┴──────┤
///                  queries                                 ├queries───────────────┤  │queries      ││a query│
/// ```
struct BatchLayout: Hashable, Sendable {
  private var rects: [Panel: Rect] = [:]
  /// Where the verdict stands; empty where there is no room.
  private(set) var verdict = Rect(x: 0, y: 0, width: 0, height: 0)
  /// Where the query under the cursor is shown whole; empty but on the widest screens.
  private(set) var detail = Rect(x: 0, y: 0, width: 0, height: 0)

  /// Below this the view is its counters and nothing else.
  static let smallest = Size(columns: 40, rows: 7)

  /// Lays out the area between title and message line.
  ///
  /// - Parameters:
  ///   - zoomed: the panel that gets everything; nil for all.
  ///   - causes: how many causes there are to show.
  ///   - lines: how many lines the verdict takes, within `mostVerdictLines`.
  init(in area: Rect, zoomed: Panel? = nil, causes count: Int, verdict lines: Int = 0) {
    if let zoomed {
      self[zoomed] = area
      return
    }
    guard area.width >= Self.smallest.columns, area.height >= Self.smallest.rows else {
      self[.progress] = area
      return
    }
    let body: Rect
    (verdict, body) = area.splitTop(min(lines, Self.mostVerdictLines(in: area)))
    if area.height < (ListBox.isOpen(area) ? 14 : 12) {
      (self[.progress], self[.queries]) = body.splitTop(3)
    } else if ListBox.isOpen(area) {
      open(body, count: count)
    } else if area.width < 100 || area.height < 28 {
      narrow(body, count: count)
    } else if area.width < 160 {
      wide(body, count: count)
    } else {
      widest(body, count: count)
    }
  }

  /// The most lines the verdict may take.
  static func mostVerdictLines(in area: Rect) -> Int {
    guard area.width >= smallest.columns, area.height >= 9 else { return 0 }
    guard area.height >= 14 else { return 1 }
    return ListBox.isOpen(area) ? 3 : 2
  }

  private mutating func open(_ area: Rect, count: Int) {
    let (top, rest) = area.splitTop(3)
    self[.progress] = top
    (self[.causes], self[.queries]) = rest.splitTop(1 + max(1, min(count, max(3, area.height / 5))))
  }

  private mutating func narrow(_ area: Rect, count: Int) {
    // Causes get rows of their own as long as ten queries keep theirs.
    let (top, rest) = area.splitTop(6 + max(0, min(4, count - 3, area.height - 6 - 13)))
    (self[.progress], self[.causes]) = top.splitLeft(max(34, area.width * 2 / 5))
    self[.queries] = rest
  }

  private mutating func wide(_ area: Rect, count: Int) {
    let (top, rest) = area.splitTop(8)
    (self[.progress], self[.queue]) = top.splitLeft(area.width * 3 / 5)
    (self[.causes], self[.queries]) = rest.splitTop(3 + max(2, min(count, area.height / 5)))
  }

  private mutating func widest(_ area: Rect, count: Int) {
    let (top, rest) = area.splitTop(max(9, min(14, area.height / 4)))
    let (left, right) = top.splitLeft(area.width * 2 / 5)
    self[.progress] = left
    (self[.queue], self[.causes]) = right.splitLeft(area.width / 5)
    (self[.queries], detail) = rest.splitLeft(area.width * 3 / 5)
  }

  /// Where a panel lies; empty where there is no room for it.
  subscript(panel: Panel) -> Rect {
    get { rects[panel] ?? Rect(x: 0, y: 0, width: 0, height: 0) }
    set { rects[panel] = newValue }
  }

  /// The panels a person can step through: those shown, or when one is zoomed all that zoom in place.
  static func order(in area: Rect, isZoomed: Bool) -> [Panel] {
    if isZoomed { return Panel.allCases.filter { $0 != .causes } }
    let layout = BatchLayout(in: area, causes: 0)
    return Panel.allCases.filter { !layout[$0].isEmpty }
  }
}

/// The panels of the batch view that can have the focus, in the order of Tab and of their numbers: as the eye reads them.
enum Panel: Hashable, Sendable, CaseIterable {
  case progress
  case queue
  case causes
  case queries
}
