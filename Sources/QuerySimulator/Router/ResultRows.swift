/// The rows of a query's result, made from the seed each time they are asked for.
struct ResultRows {
  /// The most rows one answer carries: with the header row, the contract's 10,000.
  static let most = 9_999

  private static let header =
    #"["Date","Account name","Account ID","Campaign","Impressions","Clicks","Cost","CTR"]"#
  private static let campaigns = [
    "Brand", "Search \"exact\"", "Summer – sale", "Newsletter", "Größe & Stil", "冬のセール",
    "Retargeting",
    "Line\tItem",
  ]

  private let query: SimulatedQuery
  private let seed: UInt64

  init(of query: SimulatedQuery, seed: UInt64) {
    self.query = query
    self.seed = seed
  }

  /// Writes the header row and the rows from `first` to `last`, as far as there are any.
  func write(from first: Int, through last: Int?, to json: inout JSONBytes) {
    json.raw(Self.header)
    let count = query.resultRows ?? 0
    let end = min(last ?? count - 1, count - 1, first + Self.most - 1)
    guard first <= end else { return }
    for row in first...end {
      json.raw(",")
      write(row, to: &json)
    }
  }

  private func write(_ row: Int, to json: inout JSONBytes) {
    var random = SplitMix64(seed: seed, stream: UInt64(query.index) << 32 | UInt64(row))
    let shown = random.below(100_000)
    let clicks = random.below(shown / 20 + 1)
    json.raw("[")
    json.date(query.day)
    json.raw(",")
    json.string(query.account.name)
    json.raw(",")
    json.string(query.account.id)
    json.raw(",")
    json.string("\(Self.campaigns[random.below(Self.campaigns.count)]) \(row + 1)")
    json.raw(",")
    json.integer(shown)
    json.raw(",")
    json.integer(clicks)
    json.raw(",")
    json.decimal(clicks * (20 + random.below(180)), places: 2)
    json.raw(",")
    if shown == 0 { json.raw("null") } else { json.decimal(clicks * 10_000 / shown, places: 4) }
    json.raw("]")
  }
}
