import QueryCore
import QueryHTTP
import QueryProviders

/// Reads a target as a person writes it: `SOURCE:KIND/ID`, or a status URL pasted from somewhere.
struct TargetArgument {
  let configuration: Configuration
  let environment: [String: String]

  /// - Throws: `TargetError`, which says what is wrong with the text and never repeats a key.
  func parse(_ written: String) throws(TargetError) -> Target {
    // Pasted, or out of a file with another system's line ends.
    let text = SettingText(written).text
    guard text.contains("://") || text.hasPrefix("/") else {
      do {
        return try Provider.target(parsing: text)
      } catch {
        throw Self.repeatingNoToken(error)
      }
    }
    guard !RequestPath.holdsSecret(text), Secrets.redactor.clean(text) == text else {
      throw .holdsKey
    }
    for provider in Provider.all
    where try provider.description.target(inStatusURL: text, source: provider.name) != nil {
      let source = try source(of: provider, asking: text)
      if let target = try provider.description.target(inStatusURL: text, source: source) {
        return target
      }
    }
    throw .notATarget(text)
  }

  /// The error, without what may be a credential that was pasted in the wrong place.
  private static func repeatingNoToken(_ error: TargetError) -> TargetError {
    switch error {
    case .notATarget(let text), .unknownKind(let text, _), .badSource(let text), .badID(let text):
      let isSecret =
        text.split { ":/ ".contains($0) }.contains { Secrets.mayBeToken(String($0)) }
        || Secrets.redactor.clean(text) != text
      return isSecret ? .notATarget("…") : error
    case .holdsKey, .ambiguous: return error
    }
  }

  /// The source to ask: the configured one at the URL's origin; where there is none, the one of the
  /// provider's own name.
  private func source(
    of provider: Provider, asking url: String
  ) throws(TargetError) -> String {
    let named = configuration.sources.keys.sorted().filter { name in
      guard SourceSettings.provider(of: name, configuration)?.name == provider.name else {
        return false
      }
      // A path alone is of any source of its provider.
      if url.hasPrefix("/") { return true }
      let base = SourceSettings.baseText(
        of: name, provider, configuration, environment: environment)
      return BaseURL.sharesOrigin(url, with: base)
    }
    guard let first = named.first, !named.contains(provider.name) else { return provider.name }
    guard named.count == 1 else { throw .ambiguous(sources: named) }
    return first
  }
}
