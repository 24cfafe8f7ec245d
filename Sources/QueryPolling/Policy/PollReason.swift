/// Why it is one poll's turn and not another's.
package enum PollReason: Hashable, Sendable {
  /// A person asked.
  case asked
  /// The target was never asked before.
  case first
  /// The only request a closed source gets, to see whether it is back.
  case probe
  /// Nothing was heard of it for well past its share of the rate.
  case overdue
  /// An end is likeliest to be found here.
  case index
}
