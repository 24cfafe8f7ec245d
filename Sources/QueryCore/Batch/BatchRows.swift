package import FoundationEssentials

/// The rows of a batch as an answer left them, in the provider's order, which is that of submission.
///
/// A row is kept in parts. What never changes is kept once and shared by all answers; what changes is plain numbers, with
/// nothing to count references of; what few rows have stands in a table beside them. An element is put together
/// when it is read: a walk over all rows takes `state(at:)` and its like, which cost nothing.
///
/// Each answer's rows are a version, and the next answer's are made by changing a copy: `changes(since:)` then tells what
/// moved without a look at the rest.
package struct BatchRows: Sendable {
  private(set) var fixed: [FixedPart] = []
  private var changing = StretchedArray<ChangingPart>()
  private(set) var rare: [RarePart] = []
  private(set) var states = States()
  private var version = Version()
  /// The version that `changed` counts from; nil where that is not kept.
  private var parent: Version?
  /// Places written since `parent`, in any order; some may be twice, or past the end by now.
  private var changed: [Int] = []

  package init() {}

  package init(_ rows: some Sequence<BatchQuery>) {
    reserveCapacity(rows.underestimatedCount)
    for row in rows { append(row) }
  }

  /// Told apart by identity: no two changes make the same.
  private final class Version: Sendable {}
}

// MARK: - Reading

extension BatchRows: RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral {
  package init(arrayLiteral rows: BatchQuery...) { self.init(rows) }

  package var startIndex: Int { 0 }
  package var endIndex: Int { changing.count }

  /// A row; written, it is a change only where it differs from the one that was there.
  package subscript(place: Int) -> BatchQuery {
    get { BatchQuery(fixed[place], changing[place], rarePart(at: place)) }
    set { replace(place, by: newValue) }
  }

  package func id(at place: Int) -> String { fixed[place].id }

  package func state(at place: Int) -> QueryState {
    changing[place].code.state(word: { rarePart(at: place)?.word })
  }

  /// When the query at a place started; as `BatchQuery.startedAt`.
  package func start(at place: Int) -> Date? { changing[place].started.date }

  /// When the query at a place ended; as `BatchQuery.endedAt`.
  package func end(at place: Int) -> Date? { changing[place].ended.date }

  package func accounts(at place: Int) -> [String] { fixed[place].accounts }

  /// The first day of the split at a place; as `BatchQuery.startDate`.
  package func startDate(at place: Int) -> String? { fixed[place].startDate }

  package func endDate(at place: Int) -> String? { fixed[place].endDate }

  /// The rows of the result at a place, as the batch tells; nil where it does not.
  package func resultRows(at place: Int) -> Int? {
    changing[place].resultRows == .min ? nil : changing[place].resultRows
  }

  package func failure(at place: Int) -> QueryFailure? { rarePart(at: place)?.failure?.value }

  private func rarePart(at place: Int) -> RarePart? {
    let index = Int(changing[place].rare)
    return index < 0 ? nil : rare[index]
  }
}

extension BatchRows: Hashable {
  /// Whether all rows are equal; at once where both are the same answer's.
  package static func == (left: BatchRows, right: BatchRows) -> Bool {
    left.isSameVersion(as: right)
      || left.count == right.count && left.indices.allSatisfy { left.isSame($0, in: right) }
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(fixed) }

  /// Whether both have the same row at a place within both.
  private func isSame(_ place: Int, in other: BatchRows) -> Bool {
    changing[place].isSame(as: other.changing[place]) && fixed[place] == other.fixed[place]
      && rarePart(at: place) == other.rarePart(at: place)
  }
}

// MARK: - What changed

extension BatchRows {
  /// The places, rising, of rows that are new or differ from those of an older answer.
  ///
  /// Costs time in proportion to the changes where `older` is the answer before this one, or this one; a walk over all
  /// rows where it is not, or where the changes were too many to keep. What lies beyond the end of these rows is gone.
  package func changes(since older: BatchRows) -> [Int] {
    if isSameVersion(as: older) { return [] }
    func isChange(_ place: Int) -> Bool { place >= older.count || !isSame(place, in: older) }
    guard let parent, parent === older.version else { return indices.filter(isChange) }
    return Set(changed).sorted().filter { $0 < count && isChange($0) }
  }

  /// Whether these are the same answer's rows, of which none has been changed since.
  package func isSameVersion(as other: BatchRows) -> Bool { version === other.version }

  /// Whether both list the same queries in the same places, however these stand; at once where no query came or went
  /// between the two.
  package func hasSameQueries(as other: BatchRows) -> Bool { fixed == other.fixed }

  /// Makes these rows a version of their own where another holds the present one, and notes a place as changed in it.
  private mutating func note(_ place: Int) {
    if !isKnownUniquelyReferenced(&version) {
      parent = version
      version = Version()
      changed = []
    }
    guard parent != nil else { return }
    changed.append(place)
    // Of so many changes a list is no shorter way than a walk.
    guard changed.count > 64 + count / 8 else { return }
    parent = nil
    changed = []
  }
}

// MARK: - Changing

extension BatchRows {
  package mutating func reserveCapacity(_ count: Int) {
    fixed.reserveCapacity(count)
  }

  package mutating func append(_ row: BatchQuery) {
    note(count)
    states.insert(StateCode(row.state), at: count)
    fixed.append(FixedPart(row, after: fixed.last))
    changing.append(ChangingPart(row, rare: tableIndex(of: RarePart(row))))
  }

  /// Drops the rows from a place on; nothing where there are none.
  package mutating func cut(to count: Int) {
    guard count < self.count else { return }
    note(count)
    for place in count..<self.count { states.remove(changing[place].code, at: place) }
    fixed.removeSubrange(count...)
    changing.cut(to: count)
  }

  /// Keeps of rows with the same id the first.
  package mutating func dropRepeatedIDs() {
    var seen = Set<String>(minimumCapacity: count)
    let first = indices.filter { seen.insert(id(at: $0)).inserted }
    guard first.count < count else { return }
    for (place, old) in first.enumerated() { self[place] = self[old] }
    cut(to: first.count)
  }

  private mutating func replace(_ place: Int, by row: BatchQuery) {
    let old = fixed[place]
    let new = FixedPart(row, after: old)
    let rare = RarePart(row)
    let isOldRare = rarePart(at: place) == rare
    var part = ChangingPart(row, rare: changing[place].rare)
    guard old != new || !isOldRare || !part.isSame(as: changing[place]) else { return }
    note(place)
    // What is the same keeps its storage, which the answer before shares.
    if old != new { fixed[place] = new }
    if !isOldRare { part.rare = tableIndex(of: rare) }
    if part.code != changing[place].code {
      states.remove(changing[place].code, at: place)
      states.insert(part.code, at: place)
    }
    changing[place] = part
  }

  /// Where a rare part stands in the table, which gets it if it is not among the newest there; -1 for none.
  private mutating func tableIndex(of part: RarePart?) -> Int32 {
    guard let part else { return -1 }
    // Failures are of a few kinds, as a rule; each of its own would make a search of them all slow.
    if let known = rare.suffix(16).lastIndex(of: part) { return Int32(known) }
    if rare.count > 2 * count + 16 { dropUnusedRareParts() }
    rare.append(part)
    return Int32(rare.count - 1)
  }

  private mutating func dropUnusedRareParts() {
    var used: [RarePart] = []
    var moved: [Int32: Int32] = [-1: -1]
    for place in changing.indices {
      let old = changing[place].rare
      if moved[old] == nil {
        moved[old] = Int32(used.count)
        used.append(rare[Int(old)])
      }
      changing[place].rare = moved[old] ?? -1
    }
    rare = used
  }
}
