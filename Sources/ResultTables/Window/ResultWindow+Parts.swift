/// Windows over the rows of several results.
extension ResultWindow {
  /// Starts with nothing loaded of several results, whose rows have these numbers.
  package init(parts: [Range<Int>], pageRows: Int = 1_000, byteLimit: Int = 24 << 20) {
    self.init(access: .random, pageRows: pageRows, byteLimit: byteLimit)
    isEndKnown = true
    update(parts: parts)
  }

  /// Takes in that other numbers have rows now: pages of those that have none any more go.
  package mutating func update(parts: [Range<Int>]) {
    self.parts = parts
    totalRows = parts.last?.upperBound ?? 0
    knownEnd = totalRows ?? 0
    func end(_ number: Int) -> Int? { Self.part(of: parts, holding: number)?.upperBound }
    loadedPages.removeAll { end($0.first) == nil }
    for place in loadedPages.indices {
      let first = loadedPages[place].first
      guard let end = end(first) else { continue }
      loadedPages[place].count = min(loadedPages[place].count, end - first)
    }
    pendingPages.removeAll { end($0.rows.lowerBound) == nil }
    failures.removeAll { end($0.rows.lowerBound) == nil }
  }

  /// What of a range there are rows of, or may be.
  func pieces(of rows: Range<Int>) -> [Range<Int>] {
    guard let parts else {
      let end = isEndKnown ? min(rows.upperBound, rowCount) : rows.upperBound
      return rows.lowerBound < end ? [rows.lowerBound..<end] : []
    }
    var pieces: [Range<Int>] = []
    var place = Self.firstPart(of: parts, endingAfter: rows.lowerBound)
    while place < parts.count, parts[place].lowerBound < rows.upperBound {
      pieces.append(parts[place].clamped(to: rows))
      place += 1
    }
    return pieces
  }

  /// The rows that follow on a row, its own first, or those before it: so many at the most.
  func neighbours(of row: Int, count: Int, isBehind: Bool) -> [Range<Int>] {
    guard let parts else {
      return [isBehind ? max(0, row - count)..<row : row..<row + count]
    }
    var (left, found) = (count, [Range<Int>]())
    var place = Self.firstPart(of: parts, endingAfter: isBehind ? row - 1 : row)
    while left > 0, parts.indices.contains(place) {
      let part = parts[place]
      let run =
        isBehind
        ? max(
          part.lowerBound, min(part.upperBound, row) - left)..<min(
            part.upperBound, max(row, part.lowerBound))
        : max(part.lowerBound, row)..<min(part.upperBound, max(part.lowerBound, row) + left)
      if !run.isEmpty { found.append(run) }
      left -= run.count
      place += isBehind ? -1 : 1
    }
    return found
  }

  /// The part that a number lies in.
  func part(holding number: Int) -> Range<Int>? {
    parts.flatMap { Self.part(of: $0, holding: number) }
  }

  private static func part(of parts: [Range<Int>], holding number: Int) -> Range<Int>? {
    let place = firstPart(of: parts, endingAfter: number)
    return place < parts.count && parts[place].contains(number) ? parts[place] : nil
  }

  private static func firstPart(of parts: [Range<Int>], endingAfter number: Int) -> Int {
    var (low, high) = (0, parts.count)
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].upperBound > number { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
