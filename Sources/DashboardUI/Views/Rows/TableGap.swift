import QueryCore
import TextCanvas

/// A query of a batch's table that has a line of its own in place of rows.
struct TableGap: Hashable, Sendable {
  let query: BatchQuery
  /// Whether its rows are there, and not all of them could be read.
  let isUnread: Bool

  /// Whether the query itself has come to nothing, and not just its rows.
  private var isOfQuery: Bool { query.state != .succeeded }

  /// What has become of the rows, in a word or two.
  private var word: String {
    isOfQuery ? query.state.word : isUnread ? "not all read" : "expired"
  }

  /// What the line says: `╌╌ act_9406 2026-11-14 failed QUERY_ACCOUNT_UNAVAILABLE`; where there is little room, why first:
  /// `╌✗ QUERY_ACCOUNT_UNA… 11-14 act_94…`.
  func line(width: Int, _ glyphs: GlyphSet) -> StyledLine {
    let isNarrow = width < 60
    let style = Style(isOfQuery ? query.state.role : .warning)
    let said = query.failure?.code ?? query.failure?.message
    let more = query.accounts.count > 1 ? " +\(query.accounts.count - 1)" : ""
    func account(_ room: Int) -> SafeText {
      guard let account = query.accounts.first else { return .empty }
      return SafeText(account).adapted(to: glyphs).clipped(to: room, ellipsis: glyphs.ellipsis)
        + SafeText(more)
    }
    let days = days(isNarrow: isNarrow, glyphs)
    var line = StyledLine(glyphs.missing, Style(.muted))
    guard isNarrow else {
      line.add(glyphs.missing + " ", Style(.muted))
      for text in [account(max(8, width / 3 - more.count)), days] where !text.isEmpty {
        line.add(text + " ", Style(.muted))
      }
      line.add(
        SafeText([word, said].compactMap(\.self).joined(separator: " ")).adapted(to: glyphs), style)
      return line
    }
    line.add((isOfQuery ? glyphs.glyph(query.state) : glyphs.alert) + " ", style)
    let split = [days, account(8)].filter { !$0.isEmpty }
    let room = max(8, width - line.width - split.reduce(0) { $0 + $1.width + 1 })
    line.add(
      SafeText(said ?? word).adapted(to: glyphs).clipped(to: room, ellipsis: glyphs.ellipsis), style
    )
    for text in split { line.add(" " + text, Style(.muted)) }
    return line
  }

  /// The query's dates; the year is the least of them where there is little room.
  private func days(isNarrow: Bool, _ glyphs: GlyphSet) -> SafeText {
    let dates =
      query.startDate == query.endDate ? [query.startDate] : [query.startDate, query.endDate]
    return SafeText(
      dates.compactMap(\.self).map {
        isNarrow && $0.utf8.count == 10 ? String($0.dropFirst(5)) : $0
      }.joined(separator: glyphs.dash)
    ).adapted(to: glyphs)
  }

  /// All that is known of it, where it is looked at by itself.
  var text: String {
    let split = query.accounts + [query.startDate, query.endDate].compactMap(\.self)
    let why =
      isOfQuery
      ? "its state is \(query.state.word)"
      : isUnread
        ? "not all of them could be read, and those that were stand among the others"
        : "its rows have expired: the provider keeps them no longer"
    let said = [query.failure?.code, query.failure?.message, query.failure?.description]
    let title = isUnread ? "Rows" : "No rows"
    return
      ([
        "\(title) of \(query.id): \(why)", split.joined(separator: " "),
      ] + said.compactMap(\.self)).joined(separator: "\n")
  }
}
