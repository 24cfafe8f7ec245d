/// How a series of values meets the columns of a graph.
package enum GraphFit: Hashable, Sendable {
  /// One step a point, the newest at the right; older ones fall off at the left.
  case newest
  /// From the first value to the last, whatever the width.
  case whole
}
