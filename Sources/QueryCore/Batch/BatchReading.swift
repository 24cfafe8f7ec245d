/// How far the rows of a batch have been read: what its source notes for its next poll, where a poll reads a part of them.
///
/// A pass is a reading of all rows that are expected to change, in one poll or in several.
package struct BatchReading: Hashable, Sendable {
  /// The row from which the next poll reads on; 0 begins a pass.
  package var next = 0
  /// The row from which the next straggler is looked for.
  package var straggler = 0
  /// Polls since all that was expected to change was read at once.
  package var turns = 0
  /// Whether rows were behind their counters even then.
  package var isBehind = false
  /// Whether the pass is over all rows that have not ended, wherever they are.
  package var isWide = false
  /// How often such a pass, one after the other, has not found what the counters speak of.
  package var fruitless = 0
  /// Passes over what is expected to change, before the next over all.
  package var rest = 0
  /// How often rows, counters and places did not fit together.
  package var contradictions = 0
  /// Polls for which whole pages are read, one after the other, since no smaller part was to be trusted.
  package var pagePolls = 0

  package init() {}
}
