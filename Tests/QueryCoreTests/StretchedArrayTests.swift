import Testing

@testable import QueryCore

struct StretchedArrayTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `a copy that is changed leaves the other as it was`(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var (one, other) = (StretchedArray<Int>(), [Int]())
    for step in 0..<3000 {
      let (before, known) = (one, other)
      switch generator.next() % 10 {
      case 0 where step % 50 == 0:
        let count = Int.random(in: 0...other.count, using: &generator)
        one.cut(to: count)
        other.removeSubrange(count...)
      case 1...4 where !other.isEmpty:
        let place = Int.random(in: other.indices, using: &generator)
        one[place] = step
        other[place] = step
      default:
        one.append(step)
        other.append(step)
      }
      #expect(one.count == other.count && one.indices == other.indices)
      guard step % 100 == 0 else { continue }
      #expect(one.indices.map { one[$0] } == other && before.indices.map { before[$0] } == known)
    }
  }

  @Test func `nothing is cut where there is nothing`() {
    var list = StretchedArray<Int>()
    list.cut(to: 0)
    for number in 0..<256 { list.append(number) }
    list.cut(to: 300)
    #expect(list.count == 256)
    list.cut(to: 256)
    list.append(7)
    #expect(list.count == 257 && list[256] == 7)
    list.cut(to: 256)
    list.cut(to: 0)
    list.append(9)
    #expect(list.count == 1 && list[0] == 9)
  }
}
