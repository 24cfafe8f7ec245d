import QueryCore

/// The rows of one result, each made from the seed and its number alone: any range of a million costs
/// what its rows cost, and nothing is kept.
///
/// The cells hold every kind of value an answer can have, and text that is hard on whoever shows or
/// saves it.
struct ResultRows {
  /// The most rows one answer of Supermetrics carries: with the header row, the contract's 10,000.
  static let most = 9_999

  /// The columns' names; of rows as arrays only the last may be missing.
  static let names = [
    "Date", "Account name", "Campaign", "Impressions", "Clicks", "Cost", "CTR", "Order ID",
    "Score", "Active", "Note", "Extra",
  ]

  /// Rows there are.
  let count: Int
  private let seed: UInt64
  private let days: [[UInt8]]
  private let accounts: [[UInt8]]
  private let words = ResultWords.standard
  private let members: [[UInt8]]
  /// The columns' names, as the answer has them.
  let columns: [String]
  /// Columns that are not there, by their number among all.
  private let hidden: Range<Int>

  /// - Parameters:
  ///   - variant: 0 for the usual columns; others as `SimulatedResults.areUneven` has them.
  ///   - stream: tells results of one seed apart.
  ///   - days: what rows are dated with, in turn; one at least.
  ///   - accounts: whose rows they are, in turn; one at least.
  init(
    count: Int, seed: UInt64, stream: UInt64, days: some Collection<CivilDay>,
    accounts: some Collection<SimulatedAccount>, variant: Int = 0
  ) {
    self.count = count
    hidden = variant == 1 ? 3..<6 : 0..<0
    let all = Self.names.enumerated().map {
      variant == 2 && (3..<6).contains($0) ? $1 + " (net)" : $1
    }
    columns = all.enumerated().filter { [hidden] in !hidden.contains($0.offset) }.map(\.element)
    members = variant == 0 ? ResultWords.members : ResultWords.members(all)
    var random = SplitMix64(seed: seed, stream: stream)
    self.seed = random.next()
    self.days = days.map { day in JSONBytes.value { $0.date(day) } }
    self.accounts = accounts.map { account in JSONBytes.value { $0.string(account.name) } }
  }

  /// Writes the names as an array of strings.
  func writeNames(to json: inout JSONBytes) {
    json.raw(columns == Self.names ? ResultWords.header : ResultWords.header(columns))
  }

  /// Writes the columns as `meta.query.fields` describes them.
  func writeFields(to json: inout JSONBytes) {
    json.raw(columns == Self.names ? ResultWords.fields : ResultWords.fields(columns))
  }

  /// Writes the rows of a range, as far as there are any, with commas between them.
  func write(_ range: Range<Int>, as shape: ResultShape, to json: inout JSONBytes) {
    let range = range.clamped(to: 0..<count)
    json.reserve(range.count * (shape == .objects ? 340 : 230))
    for row in range {
      if row > range.lowerBound { json.byte(UInt8(ascii: ",")) }
      switch shape {
      case .arrays: writeArray(row, to: &json)
      case .objects: writeObject(row, to: &json)
      }
    }
  }

  private func writeArray(_ row: Int, to json: inout JSONBytes) {
    var random = SplitMix64(seed: seed, stream: UInt64(row))
    let cells = cells(of: row, from: &random)
    json.byte(UInt8(ascii: "["))
    for column in 0..<cells.columns where !hidden.contains(column) {
      if column > 0 { json.byte(UInt8(ascii: ",")) }
      write(column, cells, from: &random, to: &json)
    }
    json.byte(UInt8(ascii: "]"))
  }

  private func writeObject(_ row: Int, to json: inout JSONBytes) {
    var random = SplitMix64(seed: seed, stream: UInt64(row))
    let cells = cells(of: row, from: &random)
    json.byte(UInt8(ascii: "{"))
    for column in 0..<cells.columns where !hidden.contains(column) {
      json.raw(members[column])
      write(column, cells, from: &random, to: &json)
    }
    json.byte(UInt8(ascii: "}"))
  }

  /// What several cells of a row depend on.
  private struct Cells {
    let row: Int
    let shown: Int
    let clicks: Int
    /// Cells there are: the last is missing from some rows.
    let columns: Int
  }

  private func cells(of row: Int, from random: inout SplitMix64) -> Cells {
    let shown = random.below(100_000)
    let clicks = random.below(shown / 20 + 1)
    // The last column is first seen in the fourth row.
    let isShort = row < 3 || random.below(4) == 0
    let all = Self.names.count
    return Cells(row: row, shown: shown, clicks: clicks, columns: isShort ? all - 1 : all)
  }

  private func write(
    _ column: Int, _ cells: Cells, from random: inout SplitMix64, to json: inout JSONBytes
  ) {
    switch column {
    case 0: json.raw(days[cells.row / accounts.count % days.count])
    case 1: json.raw(accounts[cells.row % accounts.count])
    case 2:
      json.raw(words.campaigns[random.below(words.campaigns.count)])
      json.integer(cells.row + 1)
      json.byte(UInt8(ascii: "\""))
    case 3: json.integer(cells.shown)
    case 4: json.integer(cells.clicks)
    case 5: json.decimal(cells.clicks * (20 + random.below(180)), places: 2)
    case 6 where cells.shown == 0: json.raw(words.null)
    case 6: json.decimal(cells.clicks * 10_000 / cells.shown, places: 4)
    // Past 2⁵³, where doubles have gaps.
    case 7: json.integer(9_007_199_254_740_993 + Int(random.next() >> 3))
    case 8: writeScore(from: &random, to: &json)
    case 9: json.raw(random.below(2) == 0 ? words.yes : words.no)
    case 10: json.raw(words.notes[random.below(words.notes.count)])
    default: json.raw(words.extras[random.below(words.extras.count)])
    }
  }

  private func writeScore(from random: inout SplitMix64, to json: inout JSONBytes) {
    let drawn = random.below(200_000) - 100_000
    if drawn & 7 == 0 {
      json.raw(words.scores[random.below(words.scores.count)])
    } else {
      json.decimal(drawn, places: 3)
    }
  }
}
