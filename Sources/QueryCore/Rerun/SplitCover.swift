/// Failed splits of one query of a request, covered by few queries of accounts × dates and nothing besides.
struct SplitCover {
  /// Consecutive days, or dates that are kept as they stand since the provider does not split them.
  enum Span: Hashable {
    case days(ClosedRange<Int>)
    case dates(String?, String?)
  }

  /// Accounts × dates.
  struct Piece: Hashable {
    var accounts: [String]
    var span: Span
    /// How many splits it covers.
    var splits: Int
  }

  private(set) var pieces: [Piece] = []
  private let outline: RequestOutline

  init(_ splits: [RerunSplit], by outline: RequestOutline) {
    self.outline = outline
    var days: [[String]: Set<Int>] = [:]
    var order: [[String]] = []
    var dated: [Piece] = []
    var seen: Set<RerunSplit> = []
    for split in splits where seen.insert(split).inserted {
      guard let day = self.day(of: split) else {
        dated.append(
          Piece(
            accounts: split.accounts, span: .dates(split.startDate, split.endDate), splits: 1))
        continue
      }
      if days[split.accounts] == nil { order.append(split.accounts) }
      days[split.accounts, default: []].insert(day)
    }
    let byAccount = joined(
      order.flatMap { accounts in
        Self.runs(of: days[accounts] ?? []).map { run in
          Piece(accounts: accounts, span: .days(run), splits: run.count)
        }
      })
    let byDay = Self.byDay(
      joined(
        order.flatMap { accounts in
          (days[accounts] ?? []).sorted().map { day in
            Piece(accounts: accounts, span: .days(day...day), splits: 1)
          }
        }))
    let daily = byDay.count < byAccount.count ? byDay : byAccount
    pieces = (daily + joined(dated)).flatMap(Self.cut)
  }

  /// The day of a split that can be part of a range: one that the provider makes of its days.
  private func day(of split: RerunSplit) -> Int? {
    guard outline.splitsDays, let days = split.days, days.count == 1 else { return nil }
    return days.lowerBound
  }

  /// Joins pieces of the same dates, where the provider makes a query of each account; the others stay.
  private func joined(_ pieces: [Piece]) -> [Piece] {
    guard outline.splitsAccounts else { return pieces }
    var joined: [Piece] = []
    var places: [Span: Int] = [:]
    for piece in pieces {
      guard piece.accounts.count == 1 else {
        joined.append(piece)
        continue
      }
      if let place = places[piece.span] {
        joined[place].accounts += piece.accounts
        joined[place].splits += piece.splits
      } else {
        places[piece.span] = joined.count
        joined.append(piece)
      }
    }
    return joined
  }

  /// Joins pieces of one day each whose accounts are the same and whose days follow each other.
  private static func byDay(_ pieces: [Piece]) -> [Piece] {
    var joined: [Piece] = []
    var last: [[String]: Int] = [:]
    for piece in pieces.sorted(by: { $0.firstDay < $1.firstDay }) {
      if let place = last[piece.accounts], case .days(let days) = joined[place].span,
        days.upperBound == piece.firstDay - 1
      {
        joined[place].span = .days(days.lowerBound...piece.firstDay)
        joined[place].splits += piece.splits
      } else {
        last[piece.accounts] = joined.count
        joined.append(piece)
      }
    }
    return joined
  }

  private static func runs(of days: Set<Int>) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for day in days.sorted() {
      if let last = runs.last, last.upperBound == day - 1 {
        runs[runs.count - 1] = last.lowerBound...day
      } else {
        runs.append(day...day)
      }
    }
    return runs
  }

  /// Cuts a list of accounts that is joined to the length the provider takes.
  private static func cut(_ piece: Piece) -> [Piece] {
    let most = RerunPlan.mostAccounts
    guard piece.accounts.count > most, piece.splits > 1 else { return [piece] }
    return stride(from: 0, to: piece.accounts.count, by: most).map { start in
      let accounts = Array(piece.accounts[start...].prefix(most))
      return Piece(
        accounts: accounts, span: piece.span,
        splits: piece.splits / piece.accounts.count * accounts.count)
    }
  }
}

extension SplitCover.Piece {
  fileprivate var firstDay: Int { if case .days(let days) = span { days.lowerBound } else { .min } }

  /// As a query of the plan.
  func query(of origin: Int) -> RerunPlan.Query {
    let (start, end): (String?, String?) =
      switch span {
      case .days(let days):
        (CalendarDays.text(days.lowerBound), CalendarDays.text(days.upperBound))
      case .dates(let start, let end): (start, end)
      }
    return RerunPlan.Query(
      origin: origin, accounts: accounts, startDate: start, endDate: end, splits: splits)
  }
}
