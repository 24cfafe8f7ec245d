package import FoundationEssentials

/// One change of state of a watched target, or of one query of a watched batch.
package struct StateChange: Hashable, Sendable {
  /// Rises by one with every change of one monitor, whatever the target.
  package let sequence: Int
  package let target: Target
  /// The query of a batch that changed; nil where the target did.
  package let child: String?
  /// The state before; nil where nothing was known.
  package let from: QueryState?
  package let to: QueryState
  /// Whether the state is sure: false for a word that the provider does not document.
  package var isConfirmed: Bool { if case .unknown = to { false } else { true } }
  /// When the answer arrived that told of it.
  package let observedAt: Date
  /// When it happened, by the server's time; nil where the server gave none.
  package let providerAt: Date?
  /// Why it ended as it did: the failure's code, or its message where it has none.
  package var cause: String?
  /// The provider's name for the answer.
  package var requestID: String?

  package init(
    _ sequence: Int, of target: Target, child: String? = nil, from: QueryState?, to: QueryState,
    observedAt: Date, providerAt: Date? = nil
  ) {
    self.sequence = sequence
    self.target = target
    self.child = child
    self.from = from
    self.to = to
    self.observedAt = observedAt
    self.providerAt = providerAt
  }

  /// The same with what the provider said of the failure.
  package func caused(by failure: QueryFailure?, requestID: String? = nil) -> StateChange {
    var change = self
    change.cause = failure?.code ?? failure?.message
    change.requestID = requestID ?? failure?.requestID
    return change
  }
}
