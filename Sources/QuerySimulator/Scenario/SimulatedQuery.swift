package import QueryCore

/// One query at one moment of its batch's story.
package struct SimulatedQuery: Hashable, Sendable {
  /// The place in the order of submission, from 0.
  package let index: Int
  /// The batch it belongs to; its own id is made from this and `index`.
  package let batchID: String
  /// Never `success` or `failure` before `endedAt`.
  package let state: SimulatedState
  /// The one account of its split, or the first.
  package let account: SimulatedAccount
  /// Its other accounts; of the story's own batch none.
  package var others: [SimulatedAccount] = []
  /// The first and the last day of its split.
  package let day: CivilDay
  /// The last day where that is another; of the story's own batch none.
  package var lastDay: CivilDay?
  /// From the story's start, negative for a query that ran before it; nil while it is queued.
  package let startedAt: Duration?
  /// From the story's start; nil before it has ended.
  package let endedAt: Duration?
  /// Sub-queries done, never more than `partsTotal`.
  package let partsReady: Int
  /// Sub-queries known of so far; grows while the query runs.
  package let partsTotal: Int
  /// Set in the state `failure` alone.
  package let failure: QueryFailure?
  /// Set in the state `success` alone.
  package let resultRows: Int?

  /// The schedule id, `qrb_3feb5ff5c71e_query_1` for the first.
  package var scheduleID: String { "\(batchID)\(Self.infix)\(index + 1)" }

  /// What stands between a batch's id and the number of its child.
  static let infix = "_query_"
}

/// The four words a child of a batch may have by the contract.
package enum SimulatedState: String, Hashable, Sendable, CaseIterable {
  case queued = "QUEUED"
  case running = "RUNNING"
  case success = "SUCCESS"
  case failure = "FAILURE"
}
