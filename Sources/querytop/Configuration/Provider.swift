import QueryCore
import QueryPolling

/// A provider querytop can ask; a new one is a line in `all`.
nonisolated struct Provider: Sendable {
  /// Reads a status URL as a target of a source.
  typealias URLReader = @Sendable (String, String) throws(TargetError) -> Target?

  /// Makes a source of a name, a base, a credential and a transport.
  typealias Maker =
    @Sendable (String, BaseURL, Credential, any HTTPTransport) throws -> any QuerySource

  /// The word in `provider: NAME`, and the name of the source the environment alone makes.
  let name: String
  /// What its environment variables begin with.
  let stem: String
  let standardBase: String
  /// How it wants a key sent.
  let scheme: SourceCredential.Scheme
  /// Reads a URL of its endpoints; nil for any other.
  let statusURL: URLReader
  /// The kinds of target it has endpoints for.
  let kinds: [TargetKind]
  /// The kind of target that `doctor` asks for when there is none to ask for.
  let probe: TargetKind
  let make: Maker

  /// The variable that holds the key.
  var keyVariable: String { stem + "_API_KEY" }
  /// The variable that moves it to another address.
  var baseVariable: String { stem + "_BASE_URL" }

  static let all: [Provider] = [
    Provider(
      name: SupermetricsSource.standardName, stem: "SUPERMETRICS",
      standardBase: SupermetricsSource.standardBase, scheme: { .bearer($0) },
      statusURL: { text, source throws(TargetError) in
        try SupermetricsStatusURL.target(in: text, source: source)
      },
      kinds: [.batch, .query], probe: .batch
    ) { SupermetricsSource(name: $0, base: $1, credential: $2, transport: $3) },
    Provider(
      name: PolytomicSource.standardName, stem: "POLYTOMIC",
      standardBase: PolytomicSource.standardBase, scheme: PolytomicSource.authentication,
      statusURL: { text, source throws(TargetError) in
        try PolytomicStatusURL.target(in: text, source: source)
      },
      kinds: [.query], probe: .query
    ) { try PolytomicSource(name: $0, base: $1, credential: $2, transport: $3) },
    Provider(
      name: ToolkitSource.standardName, stem: "TOOLKIT",
      standardBase: ToolkitSource.standardBase, scheme: { .apiKey($0) },
      statusURL: { text, source throws(TargetError) in
        try ToolkitStatusURL.target(in: text, source: source)
      },
      kinds: [.job], probe: .job
    ) { ToolkitSource(name: $0, base: $1, credential: $2, transport: $3) },
  ]

  /// The provider of a name; nil where none is called so.
  static func named(_ name: String) -> Provider? { all.first { $0.name == name } }
}
