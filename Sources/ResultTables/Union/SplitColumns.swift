package import QueryCore

/// The columns that stand before the rows of a batch's query in the table of the whole batch: the
/// split they are of, as the batch's status has it (`split_info`), the same in every row.
///
/// A result may have columns of these names as well: they are columns apart, as two of one name always
/// are, since these come first in every row.
package struct SplitColumns: Hashable, Sendable {
  /// Their names, in order.
  package static let names = ["split_account", "split_start_date", "split_end_date"]

  private let cells: [ResultCell]

  /// - Parameter query: accounts, of which more than one are joined by blanks, and dates; null for what
  ///   it has not.
  package init(of query: BatchQuery) {
    func text(_ text: String?) -> ResultCell { text.map(ResultCell.string) ?? .null }
    let accounts = query.accounts.joined(separator: " ")
    cells = [
      text(query.accounts.isEmpty ? nil : accounts), text(query.startDate), text(query.endDate),
    ]
  }

  /// A page with these columns before its own.
  package func before(_ page: ResultPage) -> ResultPage {
    ResultPage(
      names: Self.names + page.names, rowCount: page.rowCount,
      memory: PageMemory(
        of: page.memory, width: page.columnCount, rows: page.rowCount, preceding: cells))
  }

  /// An answer with these columns before those of its page.
  package func before(_ answer: ResultPageAnswer) -> ResultPageAnswer {
    var answer = answer
    answer.page = before(answer.page)
    answer.headless = answer.headless.map(before)
    return answer
  }
}
