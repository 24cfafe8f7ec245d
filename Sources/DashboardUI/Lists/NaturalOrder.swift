/// The order of names in which `query_9` stands before `query_10`: runs of ASCII digits by their value, all else by bytes.
///
/// A total order: of two names that differ one comes first, whatever order a server answers in.
enum NaturalOrder {
  static func precedes(_ left: String, _ right: String) -> Bool {
    var (a, b) = (left.utf8[...], right.utf8[...])
    while let first = a.first, let second = b.first {
      if isDigit(first), isDigit(second) {
        let (m, n) = (takeNumber(&a), takeNumber(&b))
        if m.count != n.count { return m.count < n.count }
        if !m.elementsEqual(n) { return m.lexicographicallyPrecedes(n) }
      } else if first != second {
        return first < second
      } else {
        a.removeFirst()
        b.removeFirst()
      }
    }
    guard a.isEmpty, b.isEmpty else { return a.isEmpty && !b.isEmpty }
    // They differ in leading zeros, or not at all.
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Indices by the names they stand for; those that are in order already cost one walk.
  static func sorted(_ indices: [Int], by name: (Int) -> String) -> [Int] {
    let named = indices.map { (index: $0, name: name($0)) }
    func comesBefore(_ left: (index: Int, name: String), _ right: (index: Int, name: String))
      -> Bool
    {
      if precedes(left.name, right.name) { return true }
      return left.name == right.name && left.index < right.index
    }
    let isInOrder = zip(named, named.dropFirst()).allSatisfy { !comesBefore($1, $0) }
    return isInOrder ? indices : named.sorted(by: comesBefore).map(\.index)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Takes a run of digits, and gives it without leading zeros.
  private static func takeNumber(_ text: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = text.prefix(while: isDigit)
    text = text[digits.endIndex...]
    return digits.drop { $0 == 0x30 }
  }
}
