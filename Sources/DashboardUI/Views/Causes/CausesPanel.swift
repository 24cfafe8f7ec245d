import QueryCore
import TextCanvas

/// Failures grouped by what they have in common, the most frequent first.
///
/// ```
/// ╭─ Causes ─────────────────────────────────────────────────────────────────────── 2 causes ─╮
/// │ COUNT CAUSE                     ACCOUNTS DAYS AGAIN?      SHARE MESSAGE                    │
/// │    40 QUERY_ACCOUNT_UNAVAILABLE        2   20 fix first    80 % No access to account <id> │
/// ╰────────────────────────────────────────────────────────────────────────────────────────────╯
/// ```
struct CausesPanel {
  let causes: [FailureCause]
  /// What is said where there is none.
  let none: String
  let list: ListPanel
  let news: CauseNews
  let isFocused: Bool
  /// Whether it stands under its header alone, without a box.
  let isOpen: Bool
  let glyphs: GlyphSet
  /// The key that shows all causes, where a filter has chosen these.
  var showAllKey: String?

  static func box(in rect: Rect, isOpen: Bool) -> ListBox { ListBox(rect, isOpen: isOpen) }

  func draw(on frame: inout Frame, in rect: Rect) {
    if isOpen {
      frame.fill(rect, with: .blank)
    } else {
      PanelBox.draw(
        on: &frame, rect, title: "Causes",
        trailing: causes.isEmpty ? nil : SafeText(CountText.of(causes.count, "cause", "causes")),
        borders: glyphs.borders, focused: isFocused)
    }
    let inside = Self.box(in: rect, isOpen: isOpen).inside
    guard !causes.isEmpty else {
      frame.put(
        showAllKey.map { SafeText("no cause matches: \($0) shows all") }
          ?? SafeText(none), x: inside.x,
        y: inside.y, width: inside.width, style: Style(.muted))
      return
    }
    let columns = columns(width: inside.width)
    TextTable(
      columns: columns.map { $0.shape(causes, width: inside.width) }, rowCount: causes.count,
      offset: list.offset, selected: list.index, isFocused: isFocused, glyphs: glyphs
    ).draw(on: &frame, in: inside) { row, column in
      columns[column].cell(of: causes[row], isNew: news.isNew(CauseKey(causes[row]).rowID))
    }
  }

  private func columns(width: Int) -> [Column] {
    let fresh = causes.count { news.isNew(CauseKey($0).rowID) }
    // Where all are new, a narrow list has better use for the room than to say so on every row.
    let marksNew = fresh > 0 && (fresh < causes.count || width >= 60)
    return Column.allCases.filter { $0 != .new || marksNew }
  }

  private enum Column: CaseIterable {
    case count, new, cause, accounts, days, again, share, message

    /// Its place in the table; a narrow one has shorter titles.
    func shape(_ causes: [FailureCause], width: Int) -> TableColumn {
      let isNarrow = width < 60
      switch self {
      case .count:
        let digits = CountText.grouped(causes[0].count).count
        let title: SafeText = isNarrow ? "N" : "COUNT"
        // Room for what is still to fail: a cause that grows moves no column.
        let room = width < 40 ? 2 : 3
        return TableColumn(
          title, minimum: max(digits, room, title.width), alignment: .right, priority: 9)
      case .new: return TableColumn("", minimum: 3, priority: 8)
      case .cause:
        // Never lost, and cut last of all.
        let longest = causes.lazy.map { SafeText($0.code ?? $0.message).width }.max() ?? 0
        return TableColumn(
          "CAUSE", minimum: max(12, min(longest, 26)), ideal: max(12, min(longest, 40)),
          priority: 10)
      case .accounts:
        return TableColumn(
          isNarrow ? "ACC" : "ACCOUNTS", minimum: isNarrow ? 3 : 8, alignment: .right, priority: 7)
      case .days: return TableColumn("DAYS", minimum: 4, alignment: .right, priority: 6)
      case .again: return TableColumn("AGAIN?", minimum: 9, priority: 5)
      case .share: return TableColumn("SHARE", minimum: 5, alignment: .right, priority: 4)
      case .message: return TableColumn("MESSAGE", minimum: 16, flex: 1, priority: 2)
      }
    }

    func cell(of cause: FailureCause, isNew: Bool) -> (SafeText, Style) {
      func count(_ value: Int) -> SafeText { value == 0 ? "" : SafeText(CountText.grouped(value)) }
      return switch self {
      case .count: (count(cause.count), Style(.failed))
      case .new: (isNew ? "new" : "", Style(.mark))
      case .cause: (SafeText(cause.code ?? cause.message), .text)
      case .accounts: (count(cause.accountCount), .text)
      case .days: (count(cause.dayCount), .text)
      case .again: (SafeText(cause.retry.answer), .text)
      case .share: (SafeText(cause.shareText), Style(.muted))
      case .message: (SafeText(cause.code == nil ? "" : cause.message), Style(.muted))
      }
    }
  }
}

extension RetryAdvice {
  /// The answer to "run again?" in a word or two.
  var answer: String {
    switch self {
    case .permanent: "fix first"
    case .transient: "yes"
    case .quota: "later"
    case .unknown: "unclear"
    }
  }
}

extension FailureCause {
  /// Its share of all failures: `80 %`, and never 100 while there is another cause, nor 0.
  var shareText: String {
    let percent = max(0, min(100, (share * 100).rounded()))
    if share < 1, percent >= 100 { return ">99 %" }
    return percent < 1 ? "<1 %" : "\(Int(percent)) %"
  }
}
