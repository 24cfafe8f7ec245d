package import QueryCore
package import QueryHTTP

/// What querytop has to know of a provider besides how its answers are read; all of it is data.
package struct ProviderDescription: Sendable {
  /// The word in `provider: NAME`, and the name of the source that the environment alone makes.
  package let name: String
  /// What its environment variables begin with.
  package let environmentStem: String
  package let defaultBase: String
  /// How it wants a key sent.
  package let authentication: AuthenticationScheme
  package let kinds: [KindDescription]
  /// The kind of target that `doctor` asks for when there is none to ask for.
  package let probe: TargetKind
  /// How its workflow queue is sampled; nil where it has none.
  package let workflowSampling: WorkflowSampling?

  package init(
    name: String, environmentStem: String, defaultBase: String,
    authentication: AuthenticationScheme, probe: TargetKind,
    workflowSampling: WorkflowSampling? = nil, kinds: [KindDescription]
  ) {
    self.name = name
    self.environmentStem = environmentStem
    self.defaultBase = defaultBase
    self.authentication = authentication
    self.kinds = kinds
    self.probe = probe
    self.workflowSampling = workflowSampling
  }

  /// The variable that holds the key.
  package var keyVariable: String { environmentStem + "_API_KEY" }
  /// The variable that moves it to another address.
  package var baseVariable: String { environmentStem + "_BASE_URL" }

  /// What it says of a kind; nil for one it does not have.
  package subscript(kind: TargetKind) -> KindDescription? { kinds.first { $0.kind == kind } }

  /// Reads a status URL as people paste it from the provider's documentation or a log.
  ///
  /// A path alone, as answers give it, is one too. The host is not looked at: only the id is taken, and it is asked for at the configured source.
  /// - Returns: nil when the text is no such URL.
  /// - Throws: `TargetError.badID` when it is one, but its id breaks the contract.
  package func target(
    inStatusURL text: String, source: String
  ) throws(TargetError) -> Target? {
    for kind in kinds {
      for pattern in kind.statusURLs {
        guard let id = pattern.id(in: text) else { continue }
        guard kind.idForm.admits(id) else { throw .badID(id) }
        return try Target(source: source, kind: kind.kind, id: id)
      }
    }
    return nil
  }
}

/// What querytop has to know of one kind of target at a provider.
package struct KindDescription: Sendable {
  /// What an id must look like beyond what every target's must.
  package enum IDForm: Hashable, Sendable {
    case any
    /// 8-4-4-4-12 hexadecimal digits (RFC 9562 §4); holds what to do about one that is none.
    case uuid(advice: String)

    /// Whether an id has the form.
    package func admits(_ id: String) -> Bool {
      guard case .uuid = self else { return true }
      let groups = id.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      return groups.map(\.count) == [8, 4, 4, 4, 12]
        && groups.joined().allSatisfy { byte in
          byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
        }
    }
  }

  package let kind: TargetKind
  package let idForm: IDForm
  /// The addresses of its status as people paste them.
  package let statusURLs: [StatusURLPattern]
  /// What a 404 means and what to do about it, how long answers are kept among it.
  package let notFoundAdvice: String

  package init(
    _ kind: TargetKind, idForm: IDForm = .any, statusURLs: [StatusURLPattern],
    notFoundAdvice: String
  ) {
    self.kind = kind
    self.idForm = idForm
    self.statusURLs = statusURLs
    self.notFoundAdvice = notFoundAdvice
  }
}
