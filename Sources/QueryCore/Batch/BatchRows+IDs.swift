/// Which queries a batch lists, whatever their states.
extension BatchRows {
  /// The ids of all rows, in their order; shared with the rows.
  package var ids: IDs { IDs(fixed: fixed) }

  /// The ids of a batch's queries; equal at once where no query came or went between two answers.
  package struct IDs: RandomAccessCollection, Hashable, Sendable {
    let fixed: [FixedPart]

    package var startIndex: Int { 0 }
    package var endIndex: Int { fixed.count }
    package subscript(place: Int) -> String { fixed[place].id }
  }
}

/// Where each query of a batch stands, by its id: a table of places, at four to six bytes a query.
package struct PlaceIndex: Hashable, Sendable {
  private let ids: BatchRows.IDs
  /// Places in `ids`, each at the first slot that was free from its id's hash on; -1 for a free one.
  private var slots: [Int32]

  /// Indexes a batch's ids; of those alike the first counts.
  package init(_ ids: BatchRows.IDs) {
    self.ids = ids
    var size = 8
    while size * 3 < ids.count * 4 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for place in ids.indices {
      let slot = slot(of: ids[place])
      if slots[slot] < 0 { slots[slot] = Int32(place) }
    }
  }

  /// Where a query stands; nil for one that is not listed.
  package func place(of id: String) -> Int? {
    let place = slots[slot(of: id)]
    return place < 0 ? nil : Int(place)
  }

  /// The slot that holds an id, or the free one it would be put in.
  private func slot(of id: String) -> Int {
    // Seeded anew in every process: no server can choose ids that all meet in one slot.
    var slot = id.hashValue & (slots.count - 1)
    while slots[slot] >= 0, ids[Int(slots[slot])] != id { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}
