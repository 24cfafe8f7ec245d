import Foundation
import QueryCore

extension Constellation {
  private typealias Batch = DrawnBatch

  /// Constellations with a pattern in them.
  static let planted: [Constellation] = splits + ranges + causes + times

  private static let splits = [
    Constellation("one bad account") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let name = Batch.account(batch.pick(0..<20))
      batch.fail(Batch.accessCode) { $0.accounts == [name] }
      return [.accounts([name])]
    },
    Constellation("one bad account with one good day") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let name = Batch.account(batch.pick(0..<20))
      batch.fail(Batch.accessCode) { $0.accounts == [name] }
      let good = Batch.firstDay + batch.pick(1..<19)
      batch.succeed { $0.accounts == [name] && $0.days?.contains(good) == true }
      return [.accounts([name])]
    },
    Constellation("one bad day") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let day = Batch.firstDay + batch.pick(0..<20)
      batch.fail(Batch.timeoutCode) { $0.days == day...day }
      return [.days([day...day])]
    },
    Constellation("a bad account and a bad day") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let day = Batch.firstDay + batch.pick(0..<20)
      let name = Batch.account(batch.pick(0..<20))
      batch.fail(Batch.timeoutCode) { $0.days == day...day }
      batch.fail(Batch.accessCode) { $0.accounts == [name] }
      return [.accounts([name]), .days([day...day])]
    },
    Constellation("two bad accounts of different causes") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let first = batch.pick(0..<10)
      let names = [Batch.account(first), Batch.account(batch.pick(10..<20))]
      batch.fail(Batch.accessCode) { $0.accounts == [names[0]] }
      batch.fail("FIELD_INVALID") { $0.accounts == [names[1]] }
      return [.accounts(names)]
    },
    Constellation("six bad accounts of forty") { batch in
      batch.fill(accounts: 40, days: 10)
      batch.stray(0.01)
      let names = (0..<40).shuffled(using: &batch.random).prefix(6).map(Batch.account)
      batch.fail(Batch.accessCode) { names.contains($0.accounts[0]) }
      return [.accounts(names.sorted())]
    },
    Constellation("everything") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.fail("LICENSE_EXPIRED") { _ in true }
      return [.everything]
    },
    Constellation("nearly everything") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.98)
      return [.everything]
    },
    Constellation("everything but one account") { batch in
      batch.fill(accounts: 20, days: 20)
      let name = Batch.account(batch.pick(0..<20))
      batch.fail("LICENSE_ACCOUNT_LIMIT_EXCEEDED") { $0.accounts != [name] }
      return [.everyAccountBut(name)]
    },
    Constellation("everything but one day") { batch in
      batch.fill(accounts: 20, days: 20)
      let day = Batch.firstDay + batch.pick(0..<20)
      batch.fail(Batch.timeoutCode) { $0.days != day...day }
      return [.everyDayBut(day...day)]
    },
    Constellation("many accounts a query") { batch in
      let names = (0..<30).map(Batch.account)
      for index in 0..<300 {
        let accounts = names.shuffled(using: &batch.random).prefix(5)
        let day = Batch.firstDay + index % 20
        batch.rows.append(
          .init(accounts: Array(accounts), days: day...day, code: nil, ended: Double(index)))
      }
      batch.stray(0.01)
      let name = names[batch.pick(0..<30)]
      batch.fail(Batch.accessCode) { $0.accounts.contains(name) }
      return [.accounts([name])]
    },
    Constellation("no dates") { batch in
      batch.fill(accounts: 20, days: 20)
      for index in batch.rows.indices { batch.rows[index].days = nil }
      batch.stray(0.01)
      let name = Batch.account(batch.pick(0..<20))
      batch.fail(Batch.accessCode) { $0.accounts == [name] }
      return [.accounts([name])]
    },
    Constellation("a bad account while the batch runs") { batch in
      batch.fill(accounts: 20, days: 20, dayByDay: true)
      batch.stray(0.01)
      let name = Batch.account(batch.pick(0..<20))
      batch.fail(Batch.accessCode) { $0.accounts == [name] }
      for index in 160..<170 { batch.rows[index].isRunning = true }
      batch.rows.removeSubrange(170...)
      return [.accounts([name])]
    },
    Constellation("counters that disagree") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let name = Batch.account(batch.pick(0..<20))
      batch.fail(Batch.accessCode) { $0.accounts == [name] }
      batch.unnamed = 2
      return [.accounts([name])]
    },
  ]

  private static let ranges = [
    Constellation("an account from a day on") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let name = Batch.account(batch.pick(0..<20))
      let day = Batch.firstDay + batch.pick(5..<15)
      batch.fail("ACCESS_TOKEN_EXPIRED") {
        $0.accounts == [name] && $0.days.map { $0.lowerBound >= day } == true
      }
      batch.succeed { $0.accounts == [name] && $0.days == (day - 1)...(day - 1) }
      return [.accountFrom(name, day)]
    },
    Constellation("an account up to a day") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let name = Batch.account(batch.pick(0..<20))
      let day = Batch.firstDay + batch.pick(5..<15)
      batch.fail("LICENSE_HISTORICAL_RANGE_EXCEEDED") {
        $0.accounts == [name] && $0.days.map { $0.lowerBound <= day } == true
      }
      batch.succeed { $0.accounts == [name] && $0.days == (day + 1)...(day + 1) }
      return [.accountUpTo(name, day)]
    },
    Constellation("every account from a day on") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let day = Batch.firstDay + batch.pick(10..<18)
      batch.fail(Batch.timeoutCode) { $0.days.map { $0.lowerBound >= day } == true }
      return [.daysFrom(day)]
    },
    Constellation("every account up to a day") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let day = Batch.firstDay + batch.pick(2..<10)
      batch.fail("LICENSE_HISTORICAL_RANGE_EXCEEDED") {
        $0.days.map { $0.lowerBound <= day } == true
      }
      return [.daysUpTo(day)]
    },
    Constellation("two bad days") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      let days = [Batch.firstDay + batch.pick(1..<9), Batch.firstDay + batch.pick(11..<19)]
      batch.fail(Batch.timeoutCode) { row in days.contains { row.days == $0...$0 } }
      return [.days(days.map { $0...$0 })]
    },
    Constellation("one bad week of a batch of weeks") { batch in
      batch.fill(accounts: 20, days: 12, length: 7)
      batch.stray(0.01)
      let day = Batch.firstDay + batch.pick(0..<84)
      batch.fail(Batch.timeoutCode) { $0.days?.contains(day) == true }
      let first = day - (day - Batch.firstDay) % 7
      return [.days([first...(first + 6)])]
    },
    Constellation("one account, from a day on") { batch in
      batch.fill(accounts: 1, days: 60)
      batch.stray(0.01)
      let day = Batch.firstDay + batch.pick(20..<50)
      batch.fail("ACCESS_TOKEN_EXPIRED") { $0.days.map { $0.lowerBound >= day } == true }
      batch.succeed { $0.days == (day - 1)...(day - 1) }
      return [.daysFrom(day)]
    },
    Constellation("Sundays") { batch in
      batch.fill(accounts: 8, days: 56)
      batch.stray(0.01)
      batch.fail(Batch.timeoutCode) { CalendarDays.weekday($0.days?.lowerBound ?? 0) == 0 }
      return [.weekday(0)]
    },
    Constellation("ends of months") { batch in
      batch.fill(accounts: 5, days: 150)
      batch.stray(0.005)
      batch.fail(Batch.timeoutCode) { CalendarDays.isMonthEnd($0.days?.lowerBound ?? 0) }
      return [.monthEnds]
    },
  ]

  private static let causes = [
    Constellation("a cause all over beside a bad account") { batch in
      batch.fill(accounts: 20, days: 30)
      for index in batch.rows.indices where batch.random.unit() < 0.06 {
        batch.rows[index].code = "SERVICE_UNAVAILABLE"
      }
      let name = Batch.account(batch.pick(0..<20))
      batch.fail(Batch.accessCode) { $0.accounts == [name] }
      let key = FailureCause.Key(
        code: "SERVICE_UNAVAILABLE", message: "service_unavailable of <id>")
      return [.accounts([name]), .cause(key)]
    },
    Constellation("one data group on one day") { batch in
      for _ in 0..<3 { batch.fill(accounts: 10, days: 14) }
      batch.stray(0.01)
      let day = Batch.firstDay + batch.pick(0..<14)
      // A third of the day's queries, those of one group.
      for index in 140..<280 where batch.rows[index].days == day...day {
        batch.rows[index].code = "GROUP_CLOSED"
      }
      let key = FailureCause.Key(code: "GROUP_CLOSED", message: "group_closed of <id>")
      return [.causeOnDays(key, [day...day])]
    },
  ]

  private static let times = [
    Constellation("only the late queries") { batch in
      batch.fill(accounts: 20, days: 20)
      batch.stray(0.01)
      // In the middle of an account, each of which takes two seconds.
      let from = Double(batch.pick(12..<17)) * 2 + 1 + batch.random.unit() / 4
      batch.fail("SERVICE_UNAVAILABLE") { $0.ended >= from }
      return [.since(Self.first(of: batch, from: from))]
    },
    Constellation("a quota used up from an hour on") { batch in
      batch.fill(accounts: 20, days: 20, dayByDay: true)
      batch.stray(0.01)
      // In the middle of a day, each of which takes two seconds.
      let from = Double(batch.pick(10..<17)) * 2 + 1 + batch.random.unit() / 4
      batch.fail(Batch.quotaCode) { $0.ended >= from }
      return [.since(Self.first(of: batch, from: from))]
    },
  ]

  private static func first(of batch: DrawnBatch, from: Double) -> Date {
    let seconds = batch.rows.map(\.ended).filter { $0 >= from }.min() ?? from
    return DrawnBatch.start.addingTimeInterval(seconds)
  }

  /// Constellations in which nothing is to be found.
  static let patternless: [Constellation] =
    [0.01, 0.05, 0.3].map { rate in
      Constellation("\(Int(rate * 100)) % at random") { batch in
        batch.fill(accounts: 20, days: 20)
        batch.stray(rate)
        return []
      }
    }
    + [1, 2, 3, 5].map { size in
      Constellation("a batch of \(size)") { batch in
        batch.fill(accounts: size, days: 1)
        batch.stray(0.5)
        let isAll = batch.rows.allSatisfy { $0.code != nil }
        return isAll && size >= 3 ? [.everything] : []
      }
    } + [
      Constellation("one account only") { batch in
        batch.fill(accounts: 1, days: 60)
        batch.stray(0.1)
        return []
      },
      Constellation("one day only") { batch in
        batch.fill(accounts: 60, days: 1)
        batch.stray(0.1)
        return []
      },
      Constellation("small and half failed") { batch in
        batch.fill(accounts: 6, days: 6)
        batch.stray(0.5)
        return []
      },
      Constellation("some of the late queries") { batch in
        batch.fill(accounts: 20, days: 20)
        batch.stray(0.3) { $0.ended > 30 }
        return []
      },
      Constellation("failures that end at once while the batch runs") { batch in
        batch.fill(accounts: 20, days: 20)
        batch.stray(0.3)
        // Fifty at a time, a minute each; a failure makes room at once.
        var slots = [Double](repeating: 0, count: 50)
        let now = 75.0
        for index in batch.rows.indices {
          let slot = slots.indices.min { slots[$0] < slots[$1] } ?? 0
          let took = (batch.rows[index].code == nil ? 60 : 0.5) + batch.random.unit()
          slots[slot] += took
          batch.rows[index].ended = slots[slot]
          batch.rows[index].isRunning = slots[slot] > now && slots[slot] - took <= now
        }
        batch.rows.removeAll { $0.ended > now && !$0.isRunning }
        return []
      },
    ]
}
