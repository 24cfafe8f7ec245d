/// A count, and whether it is exact.
package struct Estimate: Hashable, Sendable {
  package let count: Int
  /// Whether the count is about right only.
  package let isApproximate: Bool
}
