package import QueryCore

/// What the end of a request says of the source and the target that was asked, as far as the
/// schedule cares.
package enum RequestSignal: Hashable, Sendable {
  /// A good answer.
  case ok
  /// 404: the source answers, and does not know the target.
  case missing
  /// The source answers with an error about the work itself.
  case workError
  /// The source answers, and will not take this very request.
  case refused
  /// There is no key to ask with; nothing was sent.
  case keyMissing
  /// 401.
  case keyRefused
  /// 403: of the target, or of the key when one follows another.
  case forbidden
  /// 501.
  case unsupported
  /// 429: too many requests.
  case throttled
  /// No answer, or none with sense.
  case away

  /// Whether a wait told with it is the source's: of any other it is the target's alone.
  var isOfSource: Bool {
    switch self {
    case .throttled, .away, .forbidden, .keyRefused, .unsupported: true
    case .ok, .missing, .workError, .refused, .keyMissing: false
    }
  }

  /// Whether it may be the key that is meant.
  var isOfKey: Bool { self == .keyRefused || self == .forbidden }
}

/// How a request ended.
package struct RequestEnd: Hashable, Sendable {
  package let signal: RequestSignal
  /// What the answer said of the limit; nil where it said nothing.
  package let budget: RequestBudget?
  /// Seconds until the limit's window ends, as the server said; nil where it did not.
  package let secondsToReset: Double?
  /// Seconds to wait until the next request, as the answer asked whatever its status; nil where it
  /// did not.
  ///
  /// It is the target's where it came with an answer, and the source's where it came with a refusal
  /// that says nothing of the target. After a 429 it may be our own guess.
  package let wait: Double?
  /// Requests it took in truth; 0 where nothing reached the source.
  package let requests: Int
  /// What a good answer said of the work; nil for any other, and for what is no poll.
  package let work: WorkStatus?

  package init(
    _ signal: RequestSignal, budget: RequestBudget? = nil, secondsToReset: Double? = nil,
    wait: Double? = nil, requests: Int = 1, work: WorkStatus? = nil
  ) {
    self.signal = signal
    self.budget = budget
    self.secondsToReset = secondsToReset
    self.wait = wait
    self.requests = requests
    self.work = work
  }
}

/// What a good answer to a poll said of the work.
package struct WorkStatus: Hashable, Sendable {
  /// Whether it has ended for good.
  package var hasEnded: Bool
  /// Whether the word for its state is one querytop knows.
  package var isKnown = true
  /// Seconds since it began, by the server's time; nil where the server gave none.
  package var age: Double?
  /// Seconds it took, by the server's times; nil while it lives, and where the server gave none.
  package var duration: Double?
  /// The part that is done, 0 to 1, by whatever the provider counts; nil where it counts nothing.
  package var fraction: Double?

  package init(
    hasEnded: Bool, isKnown: Bool = true, age: Double? = nil, duration: Double? = nil,
    fraction: Double? = nil
  ) {
    self.hasEnded = hasEnded
    self.isKnown = isKnown
    self.age = age
    self.duration = duration
    self.fraction = fraction
  }
}
