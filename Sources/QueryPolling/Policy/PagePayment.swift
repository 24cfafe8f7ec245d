/// Which part of a source's budget pays for a request for rows.
enum PagePayment: Hashable, Sendable {
  /// The part kept for a person.
  case reserve
  /// The quarter of the limit that rows may take without regard to the pace.
  case share
  /// The schedule's own pace.
  case pace
}
