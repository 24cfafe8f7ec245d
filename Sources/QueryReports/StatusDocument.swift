package import FoundationEssentials
package import QueryCore

/// The JSON of `status` and `wait`; its keys and their meaning change only with the schema's number.
package enum StatusDocument {
  /// The schema of `querytop status`.
  package static let statusSchema = "querytop.status/1"
  /// The schema of `querytop wait`: the same, printed once at the end.
  package static let waitSchema = "querytop.wait/1"

  /// The whole document.
  ///
  /// - Parameter ancestors: of a batch that runs failures of another again, that other; such a batch alone has `rerun_of`.
  package static func json(
    _ targets: [TargetSnapshot], schema: String, now: Date, ancestors: [Target: Target] = [:]
  ) -> JSONText {
    let documents = targets.map { target in
      let members = members(of: target, now: now).map { ($0.key, $0.value) }
      let link = ancestors[target.target].map { ("rerun_of", JSONText.string($0.description)) }
      return JSONText.object(of: members + [link].compactMap(\.self))
    }
    return .object(["schema": .string(schema), "targets": .array(documents)])
  }

  private static func members(of target: TargetSnapshot, now: Date)
    -> KeyValuePairs<String, JSONText>
  {
    [
      "target": .string(target.target.description),
      "state": target.observedAt == nil ? .null : .string(word(of: target.state)),
      "provider_status": .text(target.providerStatus),
      "progress": target.detail.batch.map { json($0.progress) } ?? .null,
      "fraction": target.detail.fraction.map(JSONText.number) ?? .null,
      "workflow": workflow(of: target).map {
        .object(["scheduled": .integer($0.scheduled), "running": .integer($0.running)])
      } ?? .null,
      "confirmed": .boolean(isConfirmed(target)),
      "complete": .boolean(target.missing.isEmpty),
      "missing": .array(target.missing.map(json)),
      "doubts": .texts(target.doubts),
      "verdict": .text(Verdict.make(of: target)?.sentence),
      "error": error(of: target, now: now),
      "observed_at": .text(target.observedAt.map { $0.formatted(.iso8601) }),
    ]
  }

  /// Whether the state is one that a status word or agreeing answers have told, and no end is in doubt.
  private static func isConfirmed(_ target: TargetSnapshot) -> Bool {
    if case .unknown = target.state { return false }
    return target.evidence != .oneError && target.problem?.claimedEnd == nil
  }

  /// A word scripts can rely on: what the provider wrote stands in `provider_status`.
  static func word(of state: QueryState) -> String {
    if case .unknown = state { "unknown" } else { state.word }
  }

  private static func json(_ progress: BatchProgress) -> JSONText {
    .object([
      "queued": .integer(progress.queued), "running": .integer(progress.running),
      "succeeded": .integer(progress.succeeded), "failed": .integer(progress.failed),
      "total": .integer(progress.total),
    ])
  }

  private static func workflow(of target: TargetSnapshot) -> WorkflowQueue? {
    target.detail.batch?.workflow.last ?? target.detail.query?.workflow.last
  }

  /// Why the last poll failed, or else what the work itself failed of.
  private static func error(of target: TargetSnapshot, now: Date) -> JSONText {
    guard let problem = target.problem else {
      return target.failure.map { json($0) } ?? .null
    }
    var failure = problem.failure ?? QueryFailure()
    failure.code = failure.code ?? problem.code
    failure.message =
      failure.message
      ?? target.problemSentence(now: now, isAskedAgain: false)
    failure.status = problem.status ?? failure.status
    return json(failure)
  }

  static func json(_ part: MissingPart) -> JSONText {
    .object([
      "what": .string(part.what), "announced": .integer(part.announced),
      "came": .integer(part.came),
    ])
  }

  static func json(_ failure: QueryFailure) -> JSONText {
    .object([
      "code": .text(failure.code), "message": .text(failure.message),
      "description": .text(failure.description), "status": .count(failure.status),
      "request_id": .text(failure.requestID),
    ])
  }
}
