package import FoundationEssentials
package import QueryCore
package import QueryHTTP

/// One configured account at a provider: it knows URLs and decoding, and nothing of pace or time.
package protocol QuerySource: Sendable {
  /// The name in `SOURCE:KIND/ID`.
  var name: String { get }

  var traits: SourceTraits { get }

  /// Asks once for a target's state; whatever goes wrong is part of the outcome.
  ///
  /// - Parameter previous: what is known of the target, which may spare requests; nil asks for
  ///   everything.
  /// - Throws: `CancellationError` alone.
  func poll(_ target: Target, previous: TargetSnapshot?) async throws(CancellationError)
    -> PollOutcome

  /// The rows of a target that has succeeded; nil for one that has none of its own, as a batch.
  func results(of target: Target) -> (any ResultSource)?

  /// What it can have done; nil for a provider that documents no such endpoint.
  var actions: (any ActionSource)? { get }
}

extension QuerySource {
  package var traits: SourceTraits { SourceTraits(places: SourcePlaces(configured: name)) }

  package func results(of target: Target) -> (any ResultSource)? { nil }

  package var actions: (any ActionSource)? { nil }
}

/// What a monitor has to know of a source to watch it.
package struct SourceTraits: Sendable {
  /// Where its key and its address were set.
  package let places: SourcePlaces
  /// How the depth of its workflow queue is learned; nil where it has none.
  package let workflowSampling: WorkflowSampling?

  package init(places: SourcePlaces, workflowSampling: WorkflowSampling? = nil) {
    self.places = places
    self.workflowSampling = workflowSampling
  }
}

/// What a source asks with: its address, its key and its way to the network.
package struct SourceConnection: Sendable {
  /// The name in `SOURCE:KIND/ID`.
  package let name: String
  package let base: BaseURL
  package let authentication: Authentication
  package let transport: any HTTPTransport
  /// Where key and address were set.
  package let places: SourcePlaces
  /// The wall clock, against which waits are dated.
  package let now: @Sendable () -> Date

  package init(
    name: String, base: BaseURL, authentication: Authentication, transport: any HTTPTransport,
    places: SourcePlaces? = nil, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.name = name
    self.base = base
    self.authentication = authentication
    self.transport = transport
    self.places = places ?? SourcePlaces(configured: name)
    self.now = now
  }
}

/// How the depth of a provider's workflow queue is learned where no answer about a batch tells of it:
/// one of its running children is asked now and then.
package struct WorkflowSampling: Hashable, Sendable {
  /// What has children.
  package let parent: TargetKind
  package let child: TargetKind
  /// Pauses between two samples, in even shares of the source's rate.
  package let spacing: Double

  package init(of parent: TargetKind, by child: TargetKind, spacing: Double = 5) {
    self.parent = parent
    self.child = child
    self.spacing = spacing
  }
}

/// Stands for a source without a key: it asks nothing and says which variable to set.
package struct MissingCredentialSource: QuerySource {
  package let name: String
  private let variable: String

  /// - Parameter variable: the environment variable that would hold the key.
  package init(name: String, variable: String) {
    self.name = name
    self.variable = variable
  }

  package func poll(
    _ target: Target, previous: TargetSnapshot?
  ) async throws(CancellationError) -> PollOutcome {
    PollOutcome(.failure(.noCredential(variable: variable)))
  }
}
