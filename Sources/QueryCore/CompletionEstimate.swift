/// When a batch will end, said as a range since nobody knows.
package enum CompletionEstimate: Hashable, Sendable {
  /// Too little has finished to say anything.
  case unknown
  /// The end lies between `earliest` and `latest` from now, with about 80 % confidence; never zero.
  case range(earliest: Duration, latest: Duration)
  /// Nothing has finished for much longer than queries take.
  case stalled(for: Duration)
  case finished
}
