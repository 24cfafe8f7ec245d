/// How far a zone's clocks are ahead of Greenwich, at every moment: the times at which that changes, as a table.
///
/// Moments are seconds since 1970, as `time_t` has them.
package struct UTCOffsets: Hashable, Sendable {
  private struct Change: Hashable {
    /// The first moment of the new offset.
    let moment: Int
    let offset: Int
  }

  /// The offset before the first change, in seconds east of Greenwich.
  private let first: Int
  /// In the order of their moments.
  private let changes: [Change]

  /// A zone whose clocks never change.
  ///
  /// - Parameter offset: seconds east of Greenwich.
  package init(fixed offset: Int) {
    first = offset
    changes = []
  }

  /// The least time between two moments that are asked about: changes that undo each other within it are not found.
  private static let stride = 7 * 86_400

  /// Finds out when a zone's clocks change, by asking for the offset at moments of a span.
  ///
  /// Before the span the offset of its beginning counts, behind it that of its end.
  ///
  /// - Parameter offset: seconds east of Greenwich at a moment.
  package init(over span: ClosedRange<Int>, asking offset: (Int) -> Int) {
    first = offset(span.lowerBound)
    var changes: [Change] = []
    var (low, known) = (span.lowerBound, first)
    while low < span.upperBound {
      let end = min(low + Self.stride, span.upperBound)
      let next = offset(end)
      var high = end
      while next != known, high - low > 1 {
        let middle = low + (high - low) / 2
        if offset(middle) == known { low = middle } else { high = middle }
      }
      if next != known { changes.append(Change(moment: high, offset: next)) }
      (low, known) = (end, next)
    }
    self.changes = changes
  }

  /// The offset at a moment, in seconds east of Greenwich.
  package func seconds(at moment: Int) -> Int {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].moment <= moment { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? first : changes[low - 1].offset
  }
}
