/// Looks for a regular expression in a text, in any case, in one walk over its bytes.
///
/// Glushkov's automaton, all states of which are followed at once as the bits of one number (G. Navarro, M. Raffinot, "Compact
/// DFA representation for fast regular expression search"). The work for a byte is the same whatever the pattern and the
/// text: a pattern that makes a backtracking matcher hang takes no longer here than any other. What bounds it is the number
/// of places, `most`, a place being a character of the pattern, or a set of them, once repetitions are written out.
struct PatternMachine: Sendable {
  /// Places a pattern may have.
  static let most = 128

  /// Places a match may begin at.
  private let first: UInt128
  /// Places a match may end at.
  private let last: UInt128
  private let matchesNothing: Bool
  /// The places that a byte, or an end of the text, fits.
  private let fitting: [UInt128]
  /// What may follow any of eight places: a table of 256 entries for each eight.
  private let following: [UInt128]
  /// Whether letters beyond ASCII are to be folded in the text, as they are in the pattern.
  private let isFolding: Bool

  /// - Parameters:
  ///   - text: the pattern as it was typed.
  ///   - column: where it begins in the filter.
  /// - Throws: `FilterProblem` for a pattern of too many places.
  init(_ tree: PatternTree, text: String, _ column: Int) throws(FilterProblem) {
    var builder = Builder()
    guard let whole = builder.add(tree) else {
      throw FilterProblem(
        column, "the pattern is too long: at most \(Self.most) characters, repetitions written out")
    }
    first = whole.first
    last = whole.last
    matchesNothing = whole.isNullable
    fitting = builder.fitting
    following = builder.tables
    isFolding = !text.utf8.allSatisfy { $0 < 0x80 }
  }

  func isIn(_ text: String) -> Bool {
    if matchesNothing { return true }
    var text = isFolding ? text.lowercased() : text
    // The bytes are the string's for as long as the call lasts.
    return text.withUTF8 { bytes in
      var places = walk(0, PatternTree.start)
      for byte in bytes {
        if places & last != 0 { return true }
        places = step(places, UInt16(byte))
      }
      return places & last != 0 || walk(places, PatternTree.end) & last != 0
    }
  }

  /// Stands at an end of the text for as long as the pattern asks for that end again.
  private func walk(_ places: UInt128, _ end: UInt16) -> UInt128 {
    var (all, next) = (UInt128(0), step(places, end))
    while next & ~all != 0 {
      all |= next
      next = step(next, end)
    }
    return all
  }

  private func step(_ places: UInt128, _ symbol: UInt16) -> UInt128 {
    var next = first
    var (rest, table) = (places, 0)
    while rest != 0 {
      next |= following[table + Int(UInt8(truncatingIfNeeded: rest))]
      rest >>= 8
      table += 256
    }
    return next & fitting[Int(symbol)]
  }
}

/// Numbers the places of a pattern, and finds out which may follow which.
private struct Builder {
  /// A part of the pattern: where it begins and ends, and whether it may be left out.
  struct Part {
    var first: UInt128 = 0
    var last: UInt128 = 0
    var isNullable = true
  }

  private(set) var fitting = [UInt128](repeating: 0, count: 258)
  private var followers: [UInt128] = []
  /// Parts there may be, empty ones included: those take no place, and could be repeated for ever.
  private var stepsLeft = 20_000

  /// - Returns: nil where there are too many places.
  mutating func add(_ tree: PatternTree) -> Part? {
    stepsLeft -= 1
    guard stepsLeft > 0 else { return nil }
    switch tree {
    case .symbol(let symbols):
      guard followers.count < PatternMachine.most else { return nil }
      let place: UInt128 = 1 << UInt128(followers.count)
      followers.append(0)
      for symbol in symbols { fitting[Int(symbol)] |= place }
      return Part(first: place, last: place, isNullable: false)
    case .sequence(let trees):
      var whole = Part()
      for tree in trees {
        guard let part = add(tree) else { return nil }
        append(part, to: &whole)
      }
      return whole
    case .either(let trees):
      var whole = Part(isNullable: false)
      for tree in trees {
        guard let part = add(tree) else { return nil }
        whole.first |= part.first
        whole.last |= part.last
        whole.isNullable = whole.isNullable || part.isNullable
      }
      return whole
    case .repeated(let tree, let least, let most): return add(tree, least: least, most: most)
    }
  }

  private mutating func add(_ tree: PatternTree, least: Int, most: Int?) -> Part? {
    var whole = Part()
    // Any number of times is once with a way back; what must be there more often is written out before it.
    for copy in 1...max(1, most ?? least) where most != 0 {
      guard var part = add(tree) else { return nil }
      if copy > least { part.isNullable = true }
      if most == nil, copy >= least { link(part.last, to: part.first) }
      append(part, to: &whole)
    }
    return whole
  }

  private mutating func append(_ part: Part, to whole: inout Part) {
    link(whole.last, to: part.first)
    if whole.isNullable { whole.first |= part.first }
    whole.last = part.isNullable ? whole.last | part.last : part.last
    whole.isNullable = whole.isNullable && part.isNullable
  }

  private mutating func link(_ places: UInt128, to next: UInt128) {
    for index in followers.indices where places >> UInt128(index) & 1 == 1 {
      followers[index] |= next
    }
  }

  /// For each eight places, what follows any choice of them.
  var tables: [UInt128] {
    var tables: [UInt128] = []
    for start in stride(from: 0, to: followers.count, by: 8) {
      let base = tables.count
      tables.append(0)
      for choice in 1..<256 {
        let lowest = start + choice.trailingZeroBitCount
        let follower = lowest < followers.count ? followers[lowest] : 0
        tables.append(tables[base + (choice & (choice - 1))] | follower)
      }
    }
    return tables
  }
}
