/// Which causes have appeared since a person last looked at them.
///
/// Those there at the first sight of the batch are none of them.
struct CauseNews: Hashable, Sendable {
  private var known: Set<String>?
  private var isLooking = false

  /// Takes note of the causes there are.
  ///
  /// - Parameter isLooking: whether the person is in the panel now; what is new there stays marked until they leave it.
  mutating func reconcile(with ids: [String], isLooking: Bool) {
    if known == nil || self.isLooking && !isLooking { known = Set(ids) }
    self.isLooking = isLooking
  }

  func isNew(_ id: String) -> Bool { known?.contains(id) == false }
}
