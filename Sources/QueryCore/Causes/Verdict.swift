/// What is wrong with a batch, and what to do about it, in a sentence or two.
///
/// A claim stands with its counts, and is made only where the numbers hold it.
package struct Verdict: Hashable, Sendable {
  /// One or two sentences for people; untrusted names and codes stand in it as the provider wrote them.
  package let sentence: String
  /// The same for three lines of forty columns.
  package let short: String
  /// What the sentence names first, to be handed to the next `make` so that the words stay while counts change; nil
  /// where no pattern is claimed.
  package let pattern: FailurePattern?
}
