import Foundation
import Testing

@testable import DashboardUI

/// Zones are made up here: how those of the world are read is the program's own test.
@Suite("The offsets of a zone") struct UTCOffsetsTests {
  private static let day = 86_400
  private static let hour = 3600

  @Test func `are one for ever where clocks never change`() {
    let offsets = UTCOffsets(over: 0...(400 * Self.day)) { _ in 19_800 }
    #expect(offsets == UTCOffsets(fixed: 19_800))
    #expect(offsets.seconds(at: -1_000_000) == 19_800 && offsets.seconds(at: .max) == 19_800)
  }

  @Test(arguments: [1, 604_800, 604_801, 1_234_567, 8_639_999])
  func `change at the very second`(change: Int) {
    let offsets = UTCOffsets(over: 0...8_640_000) { $0 < change ? 7200 : 10_800 }
    #expect(offsets.seconds(at: change - 1) == 7200)
    #expect(offsets.seconds(at: change) == 10_800)
    #expect(offsets.seconds(at: 9_000_000) == 10_800)
  }

  @Test func `follow many changes, and few questions are asked`() {
    var questions = 0
    // Half an hour on and off every hundred days, for twenty years.
    func offset(_ moment: Int) -> Int { moment / (100 * Self.day) % 2 == 0 ? 37_800 : 39_600 }
    let offsets = UTCOffsets(over: 0...(7300 * Self.day)) {
      questions += 1
      return offset($0)
    }
    for moment in stride(from: 0, to: 7300 * Self.day, by: 7 * Self.hour + 13) {
      #expect(offsets.seconds(at: moment) == offset(moment))
    }
    #expect(questions < 3000)
  }

  @Test func `do not hang on a zone that answers at random`() {
    var state = 1
    let offsets = UTCOffsets(over: -10_000_000...10_000_000) { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return (state >> 40) % 50_000
    }
    #expect(offsets.seconds(at: 0) > -50_000)
  }
}
