import FoundationEssentials
package import QueryCore

/// The JSON of one change of state; its keys and their meaning change only with the schema's number.
package enum EventDocument {
  package static let schema = "querytop.event/1"

  /// One line of a stream of events.
  package static func json(_ change: StateChange) -> JSONText {
    .object([
      "schema": .string(schema), "sequence": .integer(change.sequence),
      "target": .string(change.target.description), "child": .text(change.child),
      "from": .text(change.from.map(StatusDocument.word)),
      "to": .string(StatusDocument.word(of: change.to)),
      "confirmed": .boolean(change.isConfirmed),
      "observed_at": .string(change.observedAt.formatted(.iso8601)),
      "provider_at": .text(change.providerAt.map { $0.formatted(.iso8601) }),
      "cause": .text(change.cause), "request_id": .text(change.requestID),
    ])
  }

  /// The same of an event: what happened in a word (`event`) and a sentence (`text`), beside the keys of a change of state.
  package static func json(_ event: WatchEvent) -> JSONText {
    .object([
      "schema": .string(schema), "sequence": .integer(event.sequence),
      "event": .string(event.kind.rawValue), "target": .string(event.target.description),
      "targets": .texts(event.targets.map(\.description)), "child": .null,
      "from": .text(event.from.map(StatusDocument.word)),
      "to": .string(StatusDocument.word(of: event.state)), "ended": .boolean(event.isEnd),
      "confirmed": .boolean(event.isConfirmed),
      "observed_at": .string(event.noticedAt.formatted(.iso8601)),
      "provider_at": .text(event.providerAt.map { $0.formatted(.iso8601) }),
      "count": .count(event.count), "cause": .text(event.cause),
      "request_id": .text(event.requestID), "verdict": .text(event.verdict),
      "text": .string(event.sentence),
    ])
  }
}
