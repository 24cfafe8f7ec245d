import Glibc
import QueryPolling

/// The sources this run can ask, made from the environment.
struct SourceSettings {
  /// By the name a target calls them.
  let sources: [String: any QuerySource]

  /// Makes the sources the environment has keys for, all over one transport.
  ///
  /// A key is taken out of the environment once read, so that no child process inherits it.
  ///
  /// - Throws: `SettingsError` naming the variable that is wrong, never its value.
  init(environment: [String: String], transport: any HTTPTransport) throws(SettingsError) {
    let name = SupermetricsSource.standardName
    let (keyVariable, baseVariable) = ("SUPERMETRICS_API_KEY", "SUPERMETRICS_BASE_URL")
    guard let key = environment[keyVariable], !key.isEmpty else {
      sources = [name: MissingCredentialSource(name: name, variable: keyVariable)]
      return
    }
    unsetenv(keyVariable)
    let credential: Credential
    do {
      credential = try Credential(key)
    } catch {
      throw SettingsError(variable: keyVariable, reason: "\(error)")
    }
    let base: BaseURL
    do {
      base = try BaseURL(parsing: environment[baseVariable] ?? SupermetricsSource.standardBase)
    } catch {
      throw SettingsError(variable: baseVariable, reason: "\(error)")
    }
    sources = [name: SupermetricsSource(base: base, credential: credential, transport: transport)]
  }
}
