import QueryCore
import TextCanvas

/// What a matrix shows: the counts of the newest answer, the rows and columns in their order, and their names.
struct MatrixGrid: Hashable, Sendable {
  /// A cell by row and column of the matrix, in whatever order these stand.
  struct Cursor: Hashable, Sendable {
    var row: Int
    var column: Int
  }

  /// What a person chose.
  struct Choice: Hashable, Sendable {
    var rows = SplitMatrix.Order.failures
    var columns = SplitMatrix.Order.natural
    /// nil for the finest of which all find room.
    var unit: DayUnit?

    init() {}
  }

  private(set) var matrix: SplitMatrix
  /// Whether cells stand in the order of submission, for want of accounts or days.
  let isSubmission: Bool
  /// Queries a cell stands for there.
  let queriesPerCell: Int
  private(set) var rowOrder: [Int] = []
  private(set) var columnOrder: [Int] = []
  private(set) var layout: MatrixLayout
  private let longestLabel: Int

  /// Builds it anew for a list of queries.
  init(_ queries: BatchRows, _ choice: Choice, in area: Rect) {
    if let splits = BatchSplits(queries) {
      isSubmission = false
      queriesPerCell = 0
      longestLabel = splits.rows.map { SafeText($0.name).width }.max() ?? 0
      let unit = Self.unit(of: splits, choice, longestLabel: longestLabel, in: area)
      matrix = SplitMatrix(queries, splits, by: unit)
    } else {
      isSubmission = true
      longestLabel = CountText.grouped(queries.count).count
      let lines = MatrixLayout.lines(in: area)
      // At most a query a cell more than an even share of them.
      let most = min(queries.count, queries.count / lines + area.width)
      let room = MatrixLayout.room(in: area, longestLabel: longestLabel, rim: Self.rim(most))
      // Air between the cells while all find room.
      let perLine = queries.count <= lines * (room / 2) ? room / 2 : room
      queriesPerCell = max(1, (queries.count + lines * perLine - 1) / (lines * perLine))
      let splits = BatchSplits(
        inOrderOf: queries, cellsPerLine: perLine, queriesPerCell: queriesPerCell)
      matrix = SplitMatrix(queries, splits, by: .day)
    }
    layout = MatrixLayout(
      in: area,
      MatrixLayout.Content(
        longestLabel: longestLabel,
        rim: Self.rim(matrix.splits.mostQueriesInRow),
        columns: matrix.columns.count, hasHeading: !isSubmission,
        isByDate: choice.columns == .natural))
    order(choice)
  }

  /// Counts a newer answer of the same queries.
  mutating func update(to queries: BatchRows) { matrix.update(to: queries) }

  /// Puts rows and columns in order.
  mutating func order(_ choice: Choice) {
    rowOrder = matrix.rowOrder(isSubmission ? .natural : choice.rows)
    columnOrder = matrix.columnOrder(isSubmission ? .natural : choice.columns)
  }

  /// The unit in use: the one chosen as far as it can be shown, else the finest that fits.
  private static func unit(
    of splits: BatchSplits, _ choice: Choice, longestLabel: Int, in area: Rect
  ) -> DayUnit {
    if let unit = choice.unit, splits.units.contains(unit) { return unit }
    return splits.unit(
      fitting: MatrixLayout.room(
        in: area, longestLabel: longestLabel, rim: rim(splits.mostQueriesInRow)))
  }

  /// Columns a row's total takes, however many have failed: the cells stay where they are.
  private static func rim(_ queries: Int) -> Int { 2 * CountText.grouped(queries).count + 1 }
}
