extension CompletionEstimate {
  /// The range for what is left, from `passed` seconds after the observation.
  ///
  /// The two ends come from two views. The late end believes in a long tail. The early end allows for a batch whose
  /// longest queries are short, since nothing tells the two apart before the last of them run. The shares were
  /// chosen over seeded stories, so that the range holds the true end in more than four of five of them, and at half of the
  /// batch is seldom wider than the time left.
  ///
  /// `finished` is the share of the batch that has finished, 0 to 1.
  static func range(
    _ model: DurationModel, _ load: BatchLoad, finished: Double, passed: Double
  ) -> CompletionEstimate {
    let likely = CompletionForecast(model: model, load: load)
    let light = CompletionForecast(model: model, load: load, tail: lightTail)
    let earliest = light.quantile(0.11 - 0.2 * max(0, finished - 0.5))
    var latest = likely.quantile(0.92 - 0.12 * min(0.5, finished))
    // A range many times its early end helps nobody while there is still much to do: give up the rarest ends.
    if load.queued > 0, finished < 0.7, latest > widest * earliest {
      latest = max(likely.quantile(0.76), widest * earliest)
    }
    guard latest > passed || passed < fresh else { return .unknown }
    let soonest = max(least, earliest - passed)
    return .range(
      earliest: Duration(clamping: soonest),
      latest: Duration(clamping: max(latest - passed, soonest + least)))
  }

  private static let lightTail = 0.4
  private static let widest = 2.2
  /// An end is never said to be nearer than this, in seconds.
  private static let least = 1.0
  /// Seconds for which an answer counts as news.
  private static let fresh = 10.0
}
