import QueryCore

/// What a story of a batch is made from: more varied than any one provider, on purpose.
struct StoryOptions: Sendable {
  var accounts = 20
  var days = 20
  var concurrency = 10
  /// Spread of the logarithm of a query's duration.
  var sigma = 0.8
  /// Seconds from the first start to the last end.
  var duration = 600.0
  /// Accounts all of whose queries fail.
  var badAccounts = 1
  /// Days all of whose queries fail.
  var badDays = 1
  /// How long a failure takes, against a usual query.
  var failureLength = 0.1
  /// Whether the queries were submitted day by day, and not account by account.
  var dayByDay = false
  /// Seconds between two answers.
  var pollEvery = 1.0
  /// Whether rows tell whole seconds only, as most servers do.
  var wholeSeconds = true
  var seed: UInt64 = 1

  /// One of endlessly many stories: 50 to `most` queries, 60 s to 2 h, sigma 0.4 to 1.2.
  static func varied(seed: UInt64, most: Int = 5000) -> StoryOptions {
    var random = SplitMix64(story: seed)
    var options = StoryOptions()
    let size = 50 * (Double(most) / 50).power(random.unit())
    let ratio = 0.5 * 8.0.power(random.unit())
    options.days = max(7, Int((size / ratio).squareRoot()))
    options.accounts = Int((size / Double(options.days)).rounded(.up))
    let count = Double(options.accounts * options.days)
    options.concurrency = Int(min(50, max(2, count / (12 + 28 * random.unit()))))
    options.sigma = 0.4 + 0.8 * random.unit()
    options.duration = 60 * 120.0.power(random.unit())
    options.badAccounts = min(options.accounts / 6, Int(random.unit() * 4))
    options.badDays = random.unit() < 0.5 ? 0 : 1
    options.failureLength = random.unit() < 0.6 ? 0.1 : 2.2
    options.dayByDay = random.unit() < 0.5
    options.pollEvery = max(1, options.duration / 400)
    options.seed = seed
    return options
  }
}
