package import FoundationEssentials

/// One HTTP call as it is shown to a person: what was asked, and what came of it.
package struct RequestRecord: Hashable, Sendable, Identifiable {
  /// How a call ended.
  package enum Outcome: Hashable, Sendable {
    /// An answer came, with this HTTP status.
    case status(Int)
    /// No whole answer came; holds a short reason without addresses or secrets.
    case failed(String)
  }

  /// Counts the calls of this run from 1, in the order in which they ended.
  package let id: Int
  package let sentAt: Date
  /// The configured source's name.
  package let source: String
  /// `GET`.
  package let method: String
  /// Path and query below the source's base URL, secrets masked; an id in it may be a server's.
  package let path: String
  package let outcome: Outcome
  /// From the call to the last byte of the answer, or to its failure.
  package let milliseconds: Int
  /// When it was over.
  package var endedAt: Date { sentAt.addingTimeInterval(Double(milliseconds) / 1000) }
  /// Bytes of the answer's body; 0 where none came.
  package let bytes: Int
  /// What the answer said of the limit.
  package let budget: RequestBudget?
  /// The provider's name for the call, which its support asks for; untrusted.
  package let requestID: String?

  package init(
    id: Int, sentAt: Date, source: String, method: String = "GET", path: String, outcome: Outcome,
    milliseconds: Int, bytes: Int = 0, budget: RequestBudget? = nil, requestID: String? = nil
  ) {
    self.id = id
    self.sentAt = sentAt
    self.source = source
    self.method = method
    self.path = path
    self.outcome = outcome
    self.milliseconds = milliseconds
    self.bytes = bytes
    self.budget = budget
    self.requestID = requestID
  }

  /// Whether the call brought no good answer: none at all, or a status of 400 and above.
  package var isFailure: Bool {
    switch outcome {
    case .status(let status): status >= 400
    case .failed: true
    }
  }
}

/// What a source last said of its request limit (`X-RateLimit-*`).
package struct RequestBudget: Hashable, Sendable {
  /// Requests allowed in a window: an hour, unless the end it tells of is later.
  package let limit: Int
  package let remaining: Int
  /// When the window ends, by the server's clock; nil where it did not say.
  package let resetsAt: Date?
  /// What the server's clock showed then; nil where it did not say.
  package let saidAt: Date?
  /// Seconds from the answer to the window's end, where the server said it so.
  package let resetsIn: Double?

  package init(
    limit: Int, remaining: Int, resetsAt: Date? = nil, saidAt: Date? = nil, resetsIn: Double? = nil
  ) {
    self.limit = limit
    self.remaining = remaining
    self.resetsAt = resetsAt
    self.saidAt = saidAt
    self.resetsIn = resetsIn
  }

  /// Seconds until the window ends; nil where the server did not say.
  ///
  /// - Parameter date: the local clock at the answer, which counts where the server's is not known.
  package func secondsToReset(from date: Date) -> Double? {
    resetsIn ?? resetsAt.map { $0.timeIntervalSince(saidAt ?? date) }
  }
}
