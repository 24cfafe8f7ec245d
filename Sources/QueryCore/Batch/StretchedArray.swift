/// A list in stretches of which each is copied by itself: a copy that is changed in some places shares the others.
struct StretchedArray<Element: Sendable>: Sendable {
  /// Full ones, but for the last.
  private var stretches: [[Element]] = []
  private(set) var count = 0

  /// Elements of a full stretch, as a power of two.
  private static var bits: Int { 8 }
  private static var length: Int { 1 << bits }

  init() {}

  subscript(place: Int) -> Element {
    get { stretches[place >> Self.bits][place & (Self.length - 1)] }
    set { stretches[place >> Self.bits][place & (Self.length - 1)] = newValue }
  }

  var indices: Range<Int> { 0..<count }

  mutating func append(_ element: Element) {
    if count & (Self.length - 1) == 0 {
      var stretch: [Element] = []
      // A batch of one query takes no more than it needs.
      if count > 0 { stretch.reserveCapacity(Self.length) }
      stretches.append(stretch)
    }
    stretches[stretches.count - 1].append(element)
    count += 1
  }

  /// Drops the elements from a place on.
  mutating func cut(to count: Int) {
    guard count < self.count else { return }
    let full = count >> Self.bits
    let rest = count & (Self.length - 1)
    stretches.removeSubrange((rest > 0 ? full + 1 : full)...)
    if rest > 0 { stretches[full].removeSubrange(rest...) }
    self.count = count
  }
}
