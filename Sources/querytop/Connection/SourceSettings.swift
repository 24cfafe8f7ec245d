import Glibc
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders

/// The sources this run can ask, made from configuration and environment.
struct SourceSettings {
  /// By the name a target calls them.
  private(set) var sources: [String: any QuerySource] = [:]
  /// The keys they ask with.
  private(set) var access = SourceAccess()

  /// Makes the sources the environment has keys for, without a configuration.
  ///
  /// - Throws: as `init(configuration:environment:network:only:)`.
  init(environment: [String: String], network: Network) async throws {
    try await self.init(
      configuration: Configuration(), environment: environment, network: network)
  }

  /// Makes the configured sources, and one of its own name for each provider that the
  /// configuration does not speak of.
  ///
  /// Keys are taken out of the environment first, so that no child process inherits one. Commands
  /// that give a credential run one after another.
  ///
  /// - Parameter only: the names of the sources wanted; nil makes all of them.
  /// - Throws: `SettingsError` or `ConfigurationError`, naming what is wrong, never its value;
  ///   `CredentialProblem` where a key could not be had.
  init(
    configuration: Configuration, environment: [String: String], network: Network,
    only: Set<String>? = nil
  ) async throws {
    Self.hideKeys(configuration, environment)
    for name in Self.names(configuration) where only?.contains(name) ?? true {
      let (source, credential) = try await Self.source(
        name, configuration, environment: environment, network: network)
      sources[name] = source
      if let credential { access.add(name, credential) }
    }
  }

  /// Every source there is to name, by name.
  static func names(_ configuration: Configuration) -> [String] {
    Set(configuration.sources.keys).union(Provider.all.map(\.name)).sorted()
  }

  /// The provider of a source.
  static func provider(of name: String, _ configuration: Configuration) -> Provider? {
    configuration.sources[name]?.provider ?? Provider.named(name)
  }

  /// Makes one source.
  ///
  /// - Returns: it, and the key it asks with; nil where it has none.
  static func source(
    _ name: String, _ configuration: Configuration, environment: [String: String],
    network: Network
  ) async throws -> (source: any QuerySource, credential: SourceCredential?) {
    guard let provider = provider(of: name, configuration) else {
      throw SettingsError(variable: name, reason: "there is no such source")
    }
    let configured = configuration.sources[name]
    let origin = configured?.credential ?? .environment(provider.description.keyVariable)
    guard
      let (credential, wasQuoted) = try await origin.written(for: name, environment: environment)
    else {
      let variable = origin.variable ?? provider.description.keyVariable
      return (MissingCredentialSource(name: name, variable: variable), nil)
    }
    Secrets.redactor.learn(credential)
    let base = try base(
      of: name, provider, configuration, environment: environment, network: network)
    let settings = try connection(
      of: name, to: base, configuration, environment: environment, network: network)
    do {
      let key = try SourceCredential(
        credential, base: base, place: origin.place(wasQuoted: wasQuoted),
        fetch: origin.fetch(for: name), isInFile: origin.isFile,
        scheme: provider.description.authentication)
      let connection = SourceConnection(
        name: name, base: base, authentication: key.current,
        transport: CredentialTransport(
          key, over: network.transport(of: name, base: base, over: settings)),
        places: SourcePlaces(
          key: origin.place(wasQuoted: wasQuoted),
          base: basePlace(of: name, provider, configuration, environment)))
      return (provider.source(connection), key)
    } catch {
      throw SettingsError(variable: origin.variable ?? name, reason: "\(error)")
    }
  }

  private static func base(
    of name: String, _ provider: Provider, _ configuration: Configuration,
    environment: [String: String], network: Network
  ) throws -> BaseURL {
    let configured = configuration.sources[name]
    let text = baseText(of: name, provider, configuration, environment: environment)
    do {
      return try BaseURL(parsing: text, allowsHTTP: network.allowsHTTP)
    } catch {
      let isVariable = variable(of: name, provider, environment) != nil
      guard !isVariable, let path = configuration.path else {
        throw SettingsError(variable: provider.description.baseVariable, reason: "\(error)")
      }
      throw ConfigurationError(path: path, line: configured?.line, reason: "\(name): \(error)")
    }
  }

  /// The base of a source as it was written, checked by nobody.
  static func baseText(
    of name: String, _ provider: Provider, _ configuration: Configuration,
    environment: [String: String]
  ) -> String {
    let written =
      variable(of: name, provider, environment) ?? configuration.sources[name]?.base
      ?? provider.description.defaultBase
    return SettingText(written).text
  }

  /// Where a person set the base of a source, or would set another.
  private static func basePlace(
    of name: String, _ provider: Provider, _ configuration: Configuration,
    _ environment: [String: String]
  ) -> String {
    let isConfigured = configuration.sources[name]?.base != nil
    if variable(of: name, provider, environment) != nil || name == provider.name && !isConfigured {
      return provider.description.baseVariable
    }
    return SourcePlaces(configured: name).base
  }

  /// A provider's variable moves the source of its name alone: another name is another account.
  private static func variable(
    of name: String, _ provider: Provider, _ environment: [String: String]
  ) -> String? {
    guard name == provider.name, let value = environment[provider.description.baseVariable],
      !SettingText(value).text.isEmpty
    else { return nil }
    return value
  }

  private static func hideKeys(_ configuration: Configuration, _ environment: [String: String]) {
    var variables = Set(Provider.all.map(\.description.keyVariable))
    for source in configuration.sources.values {
      if let variable = source.credential?.variable { variables.insert(variable) }
    }
    for variable in variables {
      if let value = environment[variable] { Secrets.redactor.learn(SettingText(value).text) }
      unsetenv(variable)
    }
  }
}
