import QueryHTTP

/// Where a source's key comes from: never from the command line.
nonisolated enum CredentialOrigin: Hashable, Sendable {
  /// An environment variable.
  case environment(String)
  /// A file only its owner can read.
  case file(String)
  /// A program and its arguments, run without a shell; its output is the key.
  case command([String])

  /// The variable to set; nil where the key does not come from one.
  var variable: String? {
    if case .environment(let name) = self { name } else { nil }
  }

  /// Whether the key is in a file.
  var isFile: Bool {
    if case .file = self { true } else { false }
  }

  /// Where to look, for people.
  var place: String {
    switch self {
    case .environment(let name): name
    case .file(let path): path
    case .command(let words): "the command \(words[0])"
    }
  }

  /// Where to look for a key that was refused.
  ///
  /// - Parameter wasQuoted: whether quotes were cut from it, which it might have had of its own.
  func place(wasQuoted: Bool) -> String {
    wasQuoted ? "\(place) (querytop left out the quotes around it)" : place
  }

  /// What is worth knowing of a key that was had: that others can read its file; nil where there is nothing.
  func warning() -> String? {
    guard case .file(let path) = self else { return nil }
    do {
      guard try PrivateFile.standing(of: path, for: .credential) == .readableByOthers else {
        return nil
      }
      return
        "others can read \(path), which cannot be changed from here: see to it where it is mounted"
    } catch {
      // The key has just been read from it: whoever reads it next is told.
      return nil
    }
  }

  /// Fetches the key.
  ///
  /// - Returns: nil where the variable is not set.
  /// - Throws: as `written(for:environment:)`.
  func credential(of source: String, environment: [String: String]) async throws -> Credential? {
    try await written(for: source, environment: environment)?.credential
  }

  /// Fetches the key, and says whether it stood in quotes.
  ///
  /// - Returns: nil where the variable is not set.
  /// - Throws: `SettingsError` for a variable that holds no key, `CredentialProblem` for the rest,
  ///   `CancellationError`.
  func written(
    for source: String, environment: [String: String]
  ) async throws -> (credential: Credential, wasQuoted: Bool)? {
    switch self {
    case .environment(let name):
      guard let value = environment[name].map({ SettingText($0) }), !value.text.isEmpty else {
        return nil
      }
      do {
        return (try Credential(value.text), value.wasQuoted)
      } catch {
        throw SettingsError(variable: name, reason: "\(error)")
      }
    case .file(let path):
      return try Self.credential(try Self.read(path, of: source), of: source, from: place)
    case .command(let words):
      let output = try await CredentialCommand(words).run(for: source)
      return try Self.credential(output, of: source, from: place)
    }
  }

  /// Fetches the key anew; nil for a variable: a process keeps the environment it began with.
  func fetch(for source: String) -> (@Sendable () async throws -> Credential)? {
    guard variable == nil else { return nil }
    return {
      guard let credential = try await credential(of: source, environment: [:]) else {
        throw CredentialProblem(source: source, reason: "it is not set", isSetting: true)
      }
      return credential
    }
  }

  private static func read(_ path: String, of source: String) throws(CredentialProblem) -> [UInt8] {
    do {
      return try PrivateFile.read(path, for: .credential, limit: CredentialCommand.longestOutput)
    } catch {
      throw CredentialProblem(
        source: source, reason: "\(path) \(error.reason(path, for: .credential))", isSetting: true)
    }
  }

  /// Takes the text as the key, without what stands around it.
  private static func credential(
    _ bytes: [UInt8], of source: String, from place: String
  ) throws(CredentialProblem) -> (credential: Credential, wasQuoted: Bool) {
    let setting = SettingText(String(decoding: bytes, as: UTF8.self))
    Secrets.redactor.learn(setting.text)
    do {
      return (try Credential(setting.text), setting.wasQuoted)
    } catch {
      throw CredentialProblem(source: source, reason: "\(place): \(error)", isSetting: true)
    }
  }
}
