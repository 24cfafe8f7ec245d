/// One curve of a graph.
package struct GraphSeries: Hashable, Sendable {
  /// Oldest first, at even steps of time.
  ///
  /// A value that is not finite leaves a gap; a negative one counts as zero.
  package let values: [Double]
  package let style: Style
  /// Whether the area under the curve is filled.
  package let isFilled: Bool

  package init(_ values: [Double], style: Style, isFilled: Bool = false) {
    self.values = values
    self.style = style
    self.isFilled = isFilled
  }

  /// The values as `count` points: the whole series stretched or gathered to them, or the newest
  /// ones at the right.
  ///
  /// Where several values fall on one point, the largest is kept: a peak is never lost.
  func points(_ count: Int, fit: GraphFit) -> [Double?] {
    guard count > 0 else { return [] }
    let clean = values.map { $0.isFinite ? max(0, $0) : nil }
    if fit == .newest || clean.count < 2 {
      let shown = clean.suffix(count)
      return [Double?](repeating: nil, count: count - shown.count) + shown
    }
    if clean.count > count {
      return (0..<count).map { point -> Double? in
        let first = point * clean.count / count
        let end = (point + 1) * clean.count / count
        return Self.peak(clean[first..<end])
      }
    }
    let step = Double(clean.count - 1) / Double(max(1, count - 1))
    return (0..<count).map { Self.between(clean, at: Double($0) * step) }
  }

  private static func peak(_ values: ArraySlice<Double?>) -> Double? {
    values.compactMap { $0 }.max()
  }

  private static func between(_ values: [Double?], at position: Double) -> Double? {
    let index = min(Int(position), values.count - 1)
    guard let left = values[index] else { return nil }
    guard index + 1 < values.count, let right = values[index + 1] else { return left }
    return left + (right - left) * (position - Double(index))
  }
}

/// How a series of values meets the columns of a graph.
package enum GraphFit: Hashable, Sendable {
  /// One step a point, the newest at the right; older ones fall off at the left.
  case newest
  /// From the first value to the last, whatever the width.
  case whole
}
