import QueryCore
import Testing

struct SeriesTests {
  private static func filled(_ count: Int, capacity: Int = 16) -> Series<Int> {
    var series = Series<Int>(capacity: capacity)
    for value in 0..<count { series.append(value) }
    return series
  }

  @Test(arguments: [17, 100, 1000, 12_345])
  func `a full series stays within its capacity`(count: Int) {
    #expect(Self.filled(count).elements.count <= 16)
  }

  @Test(arguments: [1, 16, 17, 1000])
  func `the first element stays`(count: Int) {
    #expect(Self.filled(count).elements.first == 0)
  }

  @Test(arguments: [1, 16, 17, 1000])
  func `the newest element is the last`(count: Int) {
    #expect(Self.filled(count).last == count - 1)
  }

  @Test func `the order is kept`() {
    let elements = Self.filled(999).elements
    #expect(elements == elements.sorted())
  }

  @Test func `a tiny capacity is raised to four`() {
    #expect(Series<Int>(capacity: 0).capacity == 4)
  }
}
