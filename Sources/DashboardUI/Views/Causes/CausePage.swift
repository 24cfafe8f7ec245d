import FoundationEssentials
import QueryCore
import TextCanvas

/// Everything known of one cause, as lines to scroll through: whole message, advice, and its accounts and days by name.
///
/// ```
/// QUERY_ACCOUNT_UNAVAILABLE
///
/// failed   40 queries, 80 % of all failures
/// advice   fix first: running it again will fail again until the cause is mended
/// message  No permission to use account 103-221-3039
///
/// Accounts 2                  of those that ended
///   103-221-3039   20 of 20   every day of it
/// ```
struct CausePage {
  private let cause: FailureCause
  private let hasEnded: Bool
  private let width: Int
  private let glyphs: GlyphSet
  /// What stands above the accounts.
  private var head: [StyledLine] = []
  private let nameWidth: Int
  private let digits: Int

  private static let labelWidth = 9

  /// - Parameters:
  ///   - example: the failure shown whole: that of the cause's example; nil where its query is gone.
  ///   - isNew: whether the cause has appeared since the person last looked.
  init(
    _ cause: FailureCause, example: QueryFailure?, exampleName: String, isNew: Bool, hasEnded: Bool,
    width: Int, _ facts: Facts
  ) {
    self.cause = cause
    self.hasEnded = hasEnded
    self.width = max(1, width)
    glyphs = facts.options.glyphs
    let counts = [cause.accountCounts, cause.dayCounts]
    // A longer list's widest name is most likely among its first.
    let widest = counts.joined().prefix(500).lazy.map { SafeText($0.name).width }.max() ?? 0
    digits = counts.joined().prefix(500).lazy.map { CountText.grouped($0.ended).count }.max() ?? 1
    nameWidth = max(8, min(widest, self.width - 2 - 2 - (digits * 2 + 4)))
    describe(example, exampleName, isNew: isNew) {
      facts.options.clock.seconds($0, asOf: facts.now)
    }
  }

  private mutating func describe(
    _ example: QueryFailure?, _ exampleName: String, isNew: Bool, _ time: (Date) -> String
  ) {
    var title = StyledLine(SafeText(cause.code ?? "no code"), Style(.failed, .bold))
    if isNew { title.add("  new", Style(.mark)) }
    head.append(title)
    let queries = CountText.of(cause.count, "query", "queries")
    let share = cause.share < 1 ? "\(cause.shareText) of all failures" : "all that failed"
    field("failed", "\(queries), \(share)")
    let answer = cause.retry == .unknown ? "" : "\(cause.retry.answer): "
    field("advice", answer + cause.retry.words, Style(.text, .bold))
    let message = example?.message ?? example?.description ?? cause.message
    field("message", message)
    if let description = example?.description, description != message {
      field("more", description)
    }
    if let first = cause.firstSeen, let last = cause.lastSeen {
      let (first, last) = (time(first), time(last))
      field("seen", first == last ? "at \(first)" : "first \(first), last \(last)")
    }
    field("example", exampleName)
    field("request", example?.requestID)
    head.append(StyledLine())
    if cause.accountCounts.isEmpty, cause.dayCounts.isEmpty {
      head.append(StyledLine("the batch names neither accounts nor days", Style(.muted)))
    }
  }

  /// An absent value is no line.
  private mutating func field(_ label: SafeText, _ value: String?, _ style: Style = .text) {
    guard let value, !value.isEmpty else { return }
    head += LabelledValue(label: label, value: value, style: style)
      .lines(labelWidth: Self.labelWidth, width: width, glyphs: glyphs)
  }

  // MARK: Lines

  /// Lines there are.
  var count: Int {
    head.count + Self.lines(of: cause.accountCounts) + Self.lines(of: cause.dayCounts)
  }

  /// Lines of a section: its title, its names and a blank one.
  private static func lines(of counts: [SplitCount]) -> Int {
    counts.isEmpty ? 0 : counts.count + 2
  }

  /// One line; made when it is asked for, since the names may be thousands.
  func line(at index: Int) -> StyledLine {
    guard index >= head.count else { return head[index] }
    let index = index - head.count
    let accounts = Self.lines(of: cause.accountCounts)
    guard index >= accounts else {
      let all = cause.dayCounts.isEmpty ? "all of it" : "every day of it"
      return line(index, of: cause.accountCounts, "Accounts", all)
    }
    let all = cause.accountCounts.isEmpty ? "all of it" : "every account on it"
    return line(index - accounts, of: cause.dayCounts, "Days", all)
  }

  private func line(_ index: Int, of counts: [SplitCount], _ title: String, _ all: String)
    -> StyledLine
  {
    if index == 0 {
      var line = StyledLine(SafeText("\(title)  "), Style(.header, .bold))
      line.add(SafeText(CountText.grouped(counts.count)), Style(.muted))
      return line
    }
    return counts.indices.contains(index - 1) ? row(counts[index - 1], all) : StyledLine()
  }

  /// A name, how many of its ended queries failed so, and whether that is all of them.
  private func row(_ count: SplitCount, _ all: String) -> StyledLine {
    let name = SafeText(count.name).adapted(to: glyphs)
    var line = StyledLine("  ")
    line.add(
      name.cutInMiddle(to: nameWidth, ellipsis: glyphs.ellipsis).padded(to: nameWidth))
    line.add("  ")
    line.add(
      SafeText(CountText.grouped(count.failed)).padded(to: digits, alignment: .right),
      Style(.failed))
    line.add(
      SafeText(
        " of \(SafeText(CountText.grouped(count.ended)).padded(to: digits, alignment: .right))"),
      Style(.muted))
    if count.ended > 1, count.failed >= count.ended {
      line.add(SafeText("  \(all)\(hasEnded ? "" : " so far")"), .text)
    }
    return line
  }
}
