/// The side of a field its text keeps to.
package enum TextAlignment: Hashable, Sendable {
  case left
  /// For numbers, so that units stand under units.
  case right
}
