package import QueryCore

/// A provider querytop can ask, and how a source of it is made.
package struct Provider: Sendable {
  package let description: ProviderDescription
  /// Makes a source with its address, its key and its way to the network.
  package let source: @Sendable (SourceConnection) -> any QuerySource

  package static let all: [Provider] =
    [Provider(description: SupermetricsSource.description) { SupermetricsSource($0) }]
    + JSONStatusDescription.all.map { json in
      Provider(description: json.provider) { JSONStatusSource(json, $0) }
    }

  /// The word in `provider: NAME`.
  package var name: String { description.name }

  /// The provider of a name; nil where none is called so.
  package static func named(_ name: String) -> Provider? {
    all.first { $0.description.name == name }
  }

  /// Reads `SOURCE:KIND/ID` of a kind that some provider has.
  ///
  /// - Throws: `TargetError`, each case of which says what is wrong with the text.
  package static func target(parsing text: String) throws(TargetError) -> Target {
    let target = try Target(parsing: text)
    guard kinds.contains(target.kind) else {
      throw .unknownKind(target.kind.rawValue, known: kinds)
    }
    return target
  }

  /// Every kind of target that some provider has.
  package static var kinds: [TargetKind] {
    var kinds: [TargetKind] = []
    for kind in all.flatMap(\.description.kinds) where !kinds.contains(kind.kind) {
      kinds.append(kind.kind)
    }
    return kinds
  }
}
