/// How something ended that a person had a provider do.
package enum ActionOutcome: Hashable, Sendable {
  /// The provider says that it is done; holds what it is about, as a new batch, and how many queries the provider
  /// made of it, where it said.
  case done(Target, queries: Int?)
  /// The provider answered, and did nothing.
  case refused(PollProblem, ActionAnswer)
  /// Nobody knows: the request left, and no answer tells; holds why, and an answer that tells nothing.
  case mayHaveBeenDone(reason: String, ActionAnswer?)
  /// Nothing left this machine.
  case notSent(PollProblem)
}

/// An answer as it is shown whole.
package struct ActionAnswer: Hashable, Sendable {
  package let status: Int
  /// The body as text, its secrets masked, cut at 64 KiB; untrusted.
  package let body: String
  package let requestID: String?

  package init(status: Int, body: String, requestID: String? = nil) {
    self.status = status
    self.body = body
    self.requestID = requestID
  }
}
