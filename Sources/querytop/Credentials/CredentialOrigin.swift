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

  /// Fetches the key.
  ///
  /// - Returns: nil where the variable is not set.
  /// - Throws: `SettingsError` for a variable that holds no key, `CredentialProblem` for the rest,
  ///   `CancellationError`.
  func credential(of source: String, environment: [String: String]) async throws -> Credential? {
    switch self {
    case .environment(let name):
      guard let value = environment[name], !value.isEmpty else { return nil }
      do {
        return try Credential(value)
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
      return try PrivateFile.read(path, limit: CredentialCommand.longestOutput, forbidden: 0o077)
    } catch {
      throw CredentialProblem(
        source: source, reason: "\(path) \(error.reason(path, fix: "600"))", isSetting: true)
    }
  }

  /// Takes the text up to its last line break as the key.
  private static func credential(
    _ bytes: [UInt8], of source: String, from place: String
  ) throws(CredentialProblem) -> Credential {
    var rest = bytes[...]
    while let last = rest.last, last == 10 || last == 13 { rest.removeLast() }
    let text = String(decoding: rest, as: UTF8.self)
    Secrets.redactor.learn(text)
    do {
      return try Credential(text)
    } catch {
      throw CredentialProblem(source: source, reason: "\(place): \(error)", isSetting: true)
    }
  }
}
