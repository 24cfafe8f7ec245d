import QueryHTTP
import QueryProviders

/// How a source's server is reached, as configuration and environment have it.
extension SourceSettings {
  /// Finds proxy and added trust of a source.
  ///
  /// - Throws: `ConfigurationError` or `SettingsError`, naming what is wrong, never its value.
  static func connection(
    of name: String, to base: BaseURL, _ configuration: Configuration,
    environment: [String: String], network: Network
  ) throws -> ConnectionSettings {
    var settings = ConnectionSettings()
    settings.allowsHTTP = network.allowsHTTP
    settings.proxy = try proxy(of: name, to: base, configuration, environment: environment)
    settings.authorities = AddedAuthorities(environment: environment)
    if let file = configuration.sources[name]?.authorityFile {
      do throws(AuthorityFileError) {
        try settings.authorities.add(file: file, setting: "ca_file")
      } catch {
        throw configuration.error(of: name, "ca_file: \(error)")
      }
    }
    return settings
  }

  private static func proxy(
    of name: String, to base: BaseURL, _ configuration: Configuration,
    environment: [String: String]
  ) throws -> HTTPProxy? {
    guard let text = configuration.sources[name]?.proxy else {
      do throws(HTTPProxyError) {
        return try ProxyEnvironment(environment).proxy(for: base)
      } catch {
        throw SettingsError(variable: error.setting, reason: "\(error)")
      }
    }
    guard text != "none" else { return nil }
    do throws(HTTPProxyError) {
      let proxy = try HTTPProxy(parsing: text, setting: "proxy of \(name)")
      proxy.secrets.forEach(Secrets.redactor.learn)
      return proxy
    } catch {
      throw configuration.error(of: name, "\(error)")
    }
  }
}

extension Configuration {
  /// What is wrong with a source of the file, at its line.
  fileprivate func error(of name: String, _ reason: String) -> ConfigurationError {
    ConfigurationError(
      path: path ?? "the configuration", line: sources[name]?.line, reason: "\(name): \(reason)")
  }
}
