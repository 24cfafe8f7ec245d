package import QueryCore

/// What a source can have its provider do, beside telling of it.
///
/// Each call sends one request, once: whether to send it again is a person's to decide.
package protocol ActionSource: Sendable {
  /// The source whose credential it uses, as in `SOURCE:KIND/ID`.
  var sourceName: String { get }

  /// Reads the request that a batch was made by, as a person kept it.
  ///
  /// - Throws: `RequestFileProblem`.
  func batchRequest(_ bytes: [UInt8]) throws(RequestFileProblem) -> any BatchRequest

  /// Has a batch made.
  ///
  /// - Throws: `CancellationError` alone; the request may have been sent then.
  @concurrent func submit(_ body: [UInt8]) async throws(CancellationError) -> ActionReport

  /// Has a batch cancelled.
  ///
  /// - Throws: as `submit`.
  @concurrent func cancel(_ batch: Target) async throws(CancellationError) -> ActionReport
}

/// A batch's request, of which a part can be asked for again.
package protocol BatchRequest: Sendable {
  var outline: RequestOutline { get }

  /// Whether queries of a plan have relative dates of the request's own, which are replaced: named, since it is a change
  /// beyond accounts and dates.
  var hasDateRangeType: Bool { get }

  /// The request for what a plan covers: as it was, but for accounts and dates of its queries.
  func body(of plan: RerunPlan) -> [UInt8]
}

/// How an action ended, and what the source said of its limit.
package struct ActionReport: Hashable, Sendable {
  package let outcome: ActionOutcome
  package var budget: RequestBudget?
  /// The wait that the answer asked for, whatever its status.
  package var wait: Duration?

  package init(_ outcome: ActionOutcome, budget: RequestBudget? = nil, wait: Duration? = nil) {
    self.outcome = outcome
    self.budget = budget
    self.wait = wait
  }
}

/// What is wrong with the text of a request.
package enum RequestFileProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Holds what was wrong and where.
  case notJSON(String)
  /// It is JSON, and not of a batch; holds what it lacks or has twice.
  case notARequest(String)
  /// It has a member whose value is a credential; holds its name.
  case holdsKey(String)
  /// It has the credential of a source somewhere.
  case holdsOwnKey

  package var description: String {
    switch self {
    case .notJSON(let reason): "it is not JSON (\(reason))"
    case .notARequest(let reason): "it is not the request of a batch: \(reason)"
    case .holdsKey(let name):
      "it holds a credential in \"\(name)\": take it out, the source's own is sent"
    case .holdsOwnKey: "it holds a credential: take it out, the source's own is sent"
    }
  }
}
