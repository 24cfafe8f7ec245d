// Patterns of accounts, of days, and of all but one of them.
extension PatternSearch {
  /// Everything, or everything but one account or one run of days.
  func wholeClaims() -> [PatternClaim] {
    let buts = everyButClaims()
    guard total.isNearlyAllFailed else { return buts }
    // Where nearly all that did not fail is of one account or day, saying so says more.
    let succeeded = total.ended - total.failed
    let telling = buts.filter { claim in
      let outside = total - claim.count
      return (outside.ended - outside.failed) * 100 >= succeeded * 95
    }
    guard succeeded == 0 || telling.isEmpty else { return telling }
    return [PatternClaim(pattern: .everything, count: total) { _ in true }]
  }

  private func everyButClaims() -> [PatternClaim] {
    guard total.failed < total.ended else { return [] }
    let accounts = byAccount.indices.filter { isException(byAccount[$0], of: byAccount) }
    let spans = bySpan.indices.filter { isException(bySpan[$0], of: bySpan) }
    return accounts.compactMap { account in
      claim(
        .everyAccountBut(queries.accountNames[account]), choices: byAccount.count,
        covering: total - byAccount[account]
      ) { [queries] in !queries.isOf(account, $0) }
    }
      + spans.compactMap { span in
        claim(
          .everyDayBut(queries.spans[span]), choices: bySpan.count,
          covering: total - bySpan[span]
        ) { !$0.spans.contains(Int32(span)) }
      }
  }

  /// Whether what is in it fails as rarely as what is outside succeeds, and that is no chance.
  private func isException(_ inside: EndedCount, of all: [EndedCount]) -> Bool {
    let outside = total - inside
    guard inside.ended > 0, outside.isNearlyAllFailed, inside.failed * 20 <= inside.ended else {
      return false
    }
    let probability = BinomialTail.atLeast(
      inside.ended - inside.failed, of: inside.ended, chance: 1 - outside.chance)
    return isSurprising(probability, choices: all.count)
  }

  /// The accounts that fail, together.
  func accountClaims() -> [PatternClaim] {
    guard byAccount.count(where: { $0.ended > 0 }) > 1 else { return [] }
    let chosen = surprising(byAccount, union: union(ofAccounts:))
    guard !chosen.isEmpty else { return [] }
    let ordered = chosen.sorted {
      let (left, right) = (byAccount[$0].failed, byAccount[$1].failed)
      return left != right ? left > right : queries.accountNames[$0] < queries.accountNames[$1]
    }
    // Each by itself too, so that the one that was named can stay.
    let sets = chosen.count == 1 ? [ordered] : [ordered] + ordered.prefix(4).map { [$0] }
    return sets.compactMap { set in
      let isChosen = mask(set, count: byAccount.count)
      return claim(
        .accounts(set.map { queries.accountNames[$0] }), choices: byAccount.count,
        covering: union(ofAccounts: isChosen)
      ) { [self] in isAny(isChosen, of: $0) }
    }
  }

  /// The days that fail, together; weekdays and ends of months where the batch has four of them.
  func dayClaims() -> [PatternClaim] {
    guard bySpan.count(where: { $0.ended > 0 }) > 1 else { return [] }
    let chosen = surprising(bySpan, union: union(ofSpans:))
    var claims: [PatternClaim] = []
    if !chosen.isEmpty {
      let ranges = Self.joined(chosen.map { queries.spans[$0] })
      claims += [claim(.days(ranges), onSpans: chosen)].compactMap(\.self)
    }
    guard chosen.count > 1, bySpan.indices.allSatisfy({ isSingleDayOrUnused($0) }) else {
      return claims
    }
    let used = bySpan.indices.filter { bySpan[$0].ended > 0 }
    for weekday in 0..<7 {
      let spans = used.filter { CalendarDays.weekday(queries.spans[$0].lowerBound) == weekday }
      if spans.count >= 4 {
        claims += [claim(.weekday(weekday), onSpans: spans)].compactMap(\.self)
      }
    }
    let ends = used.filter { CalendarDays.isMonthEnd(queries.spans[$0].lowerBound) }
    if ends.count >= 4 { claims += [claim(.monthEnds, onSpans: ends)].compactMap(\.self) }
    return claims
  }

  private func isSingleDayOrUnused(_ span: Int) -> Bool {
    bySpan[span].ended == 0 || queries.spans[span].count == 1
  }

  func claim(_ pattern: FailurePattern, onSpans spans: [Int]) -> PatternClaim? {
    let isChosen = mask(spans, count: bySpan.count)
    let before = Self.sums(isChosen)
    return claim(pattern, choices: bySpan.count, covering: union(ofSpans: isChosen)) {
      Self.isAny(before, of: $0)
    }
  }

  // MARK: Sets

  /// The members that fail nearly always, each a surprise by the rate outside all of them.
  private func surprising(_ counts: [EndedCount], union: ([Bool]) -> EndedCount) -> [Int] {
    let choices = counts.count { $0.ended > 0 }
    var chosen = counts.indices.filter { counts[$0].isNearlyAllFailed }
    while !chosen.isEmpty {
      let outside = total - union(mask(chosen, count: counts.count))
      let kept = chosen.filter {
        isSurprising(counts[$0], outside: outside, choices: choices)
      }
      if kept.count == chosen.count { return chosen }
      chosen = kept
    }
    return []
  }

  private func mask(_ places: [Int], count: Int) -> [Bool] {
    var mask = [Bool](repeating: false, count: count)
    for place in places { mask[place] = true }
    return mask
  }

  private func isAny(_ isChosen: [Bool], of row: EndedQueries.Row) -> Bool {
    row.accounts.contains { isChosen[Int(queries.splits.accountPlaces[Int($0)])] }
  }

  /// The queries of any of these accounts.
  private func union(ofAccounts isChosen: [Bool]) -> EndedCount {
    if queries.splits.hasOneAccount { return Self.sum(byAccount, where: isChosen) }
    return count { isAny(isChosen, of: $0) }
  }

  /// The queries that cover any of these spans.
  private func union(ofSpans isChosen: [Bool]) -> EndedCount {
    if queries.splits.hasOneSpan { return Self.sum(bySpan, where: isChosen) }
    let before = Self.sums(isChosen)
    return count { Self.isAny(before, of: $0) }
  }

  private static func sum(_ counts: [EndedCount], where isChosen: [Bool]) -> EndedCount {
    zip(counts, isChosen).reduce(EndedCount()) { $1.1 ? $0 + $1.0 : $0 }
  }

  /// How many are chosen before each place.
  private static func sums(_ isChosen: [Bool]) -> [Int32] {
    var sums: [Int32] = [0]
    for flag in isChosen { sums.append(sums[sums.count - 1] + (flag ? 1 : 0)) }
    return sums
  }

  private static func isAny(_ before: [Int32], of row: EndedQueries.Row) -> Bool {
    !row.spans.isEmpty && before[Int(row.spans.upperBound)] > before[Int(row.spans.lowerBound)]
  }

  /// Ranges in rising order, with those that touch as one.
  static func joined(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var joined: [ClosedRange<Int>] = []
    for range in ranges {
      if let last = joined.last, last.upperBound + 1 == range.lowerBound {
        joined[joined.count - 1] = last.lowerBound...range.upperBound
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
