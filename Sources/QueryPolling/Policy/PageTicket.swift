/// A request for rows that was let through, until it has ended.
package struct PageTicket: Hashable, Sendable {
  /// The source that was asked.
  package let source: String
  /// Rises with every request, polls included.
  package let number: Int
  /// The source's place in the engine.
  let desk: Int
  /// What pays for it.
  let payment: PagePayment
}
