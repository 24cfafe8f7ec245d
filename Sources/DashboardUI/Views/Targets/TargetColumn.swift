import FoundationEssentials
import QueryCore
import TextCanvas

/// A column of the targets, from left to right.
enum TargetColumn: String, Hashable, Sendable, CaseIterable {
  case standing, state, target, done, queries, failed, left, elapsed, age, why

  /// The list whose columns these are, as hidden columns are remembered by.
  static let listName = "targets"

  /// Whether a row still says who and why without it.
  var canBeHidden: Bool { ![.standing, .target, .why].contains(self) }

  var title: SafeText {
    switch self {
    case .standing: ""
    case .state: "STATE"
    case .target: "TARGET"
    case .done: "DONE"
    case .queries: "QUERIES"
    case .failed: "FAILED"
    case .left: "LEFT"
    case .elapsed: "ELAPSED"
    case .age: "AGE"
    case .why: "WHY"
    }
  }

  /// The order as the panel's title names it; nil where the column has none of its own.
  var order: SafeText? {
    switch self {
    case .standing: "trouble first"
    case .state, .queries: nil
    case .target: "by name"
    case .done: "most done first"
    case .failed: "most failed first"
    case .left: "next to end first"
    case .elapsed: "longest first"
    case .age: "oldest first"
    case .why: "by why"
    }
  }

  /// - Parameter width: of the table; names have the more the wider it is, and no column comes at their cost.
  func column(width: Int, _ glyphs: GlyphSet) -> TableColumn {
    let isNarrow = width < 60
    // Beyond any screen: the column is left out.
    let never = Int.max / 2
    return switch self {
    case .standing: TableColumn(title, minimum: 1, priority: 10)
    // In place of the sign where there are none.
    case .state where glyphs.isPlain: TableColumn(title, minimum: 9, priority: 10)
    case .state: TableColumn(title, minimum: width >= 150 ? 11 : never, priority: 0)
    case .target:
      TableColumn(
        title, minimum: isNarrow ? 14 : 22, ideal: isNarrow ? 14 : 24, maximum: 56, flex: 3,
        priority: 9)
    case .done: TableColumn(title, minimum: 13, ideal: 14, maximum: 60, flex: 2, priority: 6)
    case .queries:
      TableColumn(title, minimum: width >= 150 ? 13 : never, alignment: .right, priority: 0)
    case .failed: TableColumn(title, minimum: 6, alignment: .right, priority: 7)
    case .left: TableColumn(title, minimum: 6, ideal: 13, alignment: .right, priority: 5)
    case .elapsed: TableColumn(title, minimum: 7, alignment: .right, priority: 4)
    case .age: TableColumn(title, minimum: 6, alignment: .right, priority: 3)
    case .why: TableColumn(title, minimum: 18, ideal: 21, flex: 5, priority: 8)
    }
  }

  /// What targets are ordered by: the least first, so that what one sorts the column for comes to the top.
  func key(of target: TargetSnapshot, _ facts: Facts) -> TargetKey {
    switch self {
    case .standing, .state, .queries: .number(0)
    case .target: .text(target.target.description)
    case .done: .number(-(target.detail.fraction ?? (target.state == .succeeded ? 1 : -1)))
    case .failed: .number(-Double(target.detail.batch?.progress.failed ?? -1))
    case .left:
      if !target.state.isTerminal, case .range(let earliest, _) = facts.estimate(of: target) {
        .number(earliest / .seconds(1))
      } else {
        .number(.infinity)
      }
    case .elapsed:
      .number(-(target.elapsed(at: facts.drawnAt).map { $0 / .seconds(1) } ?? -1))
    case .age:
      .number(
        target.state.isTerminal ? .infinity : target.observedAt?.timeIntervalSince1970 ?? .infinity)
    case .why: .text(TargetReason.of(target, facts)?.lead ?? "\u{10FFFF}")
    }
  }
}

/// What a column orders targets by.
enum TargetKey: Comparable {
  case number(Double)
  case text(String)
}

/// Which targets are shown, and in what order.
struct TargetChoice: Hashable, Sendable {
  /// Only what needs somebody, has failed, or has failures so far.
  var troubleOnly = false
  /// Only those that pass the filter a person typed.
  var typed = ListFilter()
  var column = TargetColumn.standing
  var isReversed = false

  /// Whether not every target is shown.
  var narrows: Bool { troubleOnly || !typed.isEmpty }

  /// Whether another choice shows the same targets in the same order.
  func showsTheSame(as other: TargetChoice) -> Bool {
    troubleOnly == other.troubleOnly && typed.filter == other.typed.filter
      && column == other.column && isReversed == other.isReversed
  }

  /// Shows every target again; what was typed can still be brought back.
  mutating func showAll() {
    troubleOnly = false
    typed.clear()
  }
}
