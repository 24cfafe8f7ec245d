/// When a batch will end, said as a range since nobody knows.
package enum CompletionEstimate: Hashable, Sendable {
  /// Too little has finished to say anything.
  case unknown
  /// The end lies between `earliest` and `latest` from now, with about 80 % confidence; never zero.
  case range(earliest: Duration, latest: Duration)
  /// Nothing has finished for much longer than queries take.
  case stalled(for: Duration)
  case finished

  /// The estimate as it stands so much later, nothing new having been heard.
  ///
  /// - Returns: `unknown` once the range has passed: the batch should have ended, and nobody has looked.
  package func aged(by time: Duration) -> CompletionEstimate {
    guard case .range(let earliest, let latest) = self, time > .zero else { return self }
    guard latest > time else { return .unknown }
    return .range(
      earliest: max(.seconds(1), earliest - time), latest: max(.seconds(1), latest - time))
  }
}
