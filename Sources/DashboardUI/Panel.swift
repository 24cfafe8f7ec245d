/// The parts of the batch view that can have the keys, in Tab's order.
package enum Panel: Hashable, Sendable, CaseIterable {
  case queries
  case causes
  case progress
  case queue
}
