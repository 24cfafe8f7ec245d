import Glibc
import QueryCore
import Yams

/// Finds and reads `config.yaml`.
nonisolated struct ConfigurationFile {
  /// A configuration is a page of text: more is a mistake.
  static let longest = 256 << 10

  let path: String

  /// The file the environment points to, there or not; nil where there is no home to look in.
  ///
  /// - Returns: its path, and whether a person named it, so that it has to be there.
  static func locate(_ environment: [String: String]) -> (path: String, isNamed: Bool)? {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    if let path = value("QUERYTOP_CONFIG") { return (path, true) }
    // A relative XDG path is to be ignored, says the XDG Base Directory Specification.
    if let folder = value("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return (folder + "/querytop/config.yaml", false)
    }
    return value("HOME").map { ($0 + "/.config/querytop/config.yaml", false) }
  }

  /// Reads the configuration; without a file it is an empty one.
  ///
  /// - Throws: `ConfigurationError`.
  static func load(_ environment: [String: String]) throws(ConfigurationError) -> Configuration {
    guard let (path, isNamed) = locate(environment) else { return Configuration() }
    let bytes: [UInt8]
    do {
      // Others may read it, but not write it: a command in it is run.
      bytes = try CheckedFile.read(path, limit: longest, forbidden: 0o002, rootMayOwn: true)
    } catch .unreadable(let code) where !isNamed && (code == ENOENT || code == ENOTDIR) {
      return Configuration()
    } catch {
      throw ConfigurationError(path: path, reason: error.reason(path, fix: "o-w"))
    }
    guard let yaml = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationError(path: path, reason: "the file is not UTF-8 text")
    }
    return try ConfigurationFile(path: path).parse(yaml)
  }

  /// Reads a configuration's text.
  func parse(_ yaml: String) throws(ConfigurationError) -> Configuration {
    var configuration = Configuration(path: path)
    guard let root = try compose(yaml), !root.isEmptyScalar else { return configuration }
    for (key, value) in try entries(of: root, "the file") {
      switch key.text {
      case "sources":
        for (name, node) in try entries(of: value, "sources") {
          configuration.sources[name.text] = try source(name, node)
        }
      case "targets": configuration.targets = try texts(of: value, "targets")
      case "theme": configuration.theme = try text(of: value, "theme")
      default: throw unknown(key, known: "sources, targets, theme")
      }
    }
    return configuration
  }

  private func source(_ name: Key, _ node: Node) throws(ConfigurationError) -> ConfiguredSource {
    do {
      _ = try Target(source: name.text, kind: .query, id: "x")
    } catch {
      throw fault(name.line, "\(error)")
    }
    var provider = Provider.named(name.text)
    var base: String?
    var credential: CredentialOrigin?
    for (key, value) in try entries(of: node, "the source \(name.text)") {
      switch key.text {
      case "provider":
        let word = try text(of: value, "provider")
        provider = Provider.named(word)
        guard provider != nil else {
          throw fault(value.mark?.line, "there is no such provider: use \(Self.providers)")
        }
      case "base_url": base = try text(of: value, "base_url")
      case "credential": credential = try origin(value)
      default: throw unknown(key, known: "provider, base_url, credential")
      }
    }
    guard let provider else {
      throw fault(name.line, "\(name.text) names no provider: add provider: \(Self.providers)")
    }
    return ConfiguredSource(provider: provider, base: base, credential: credential, line: name.line)
  }

  private static var providers: String { Provider.all.map(\.name).joined(separator: ", ") }

  private func origin(_ node: Node) throws(ConfigurationError) -> CredentialOrigin {
    let rule = "credential takes one of env: VARIABLE, file: PATH, command: [PROGRAM, ARGUMENT…]"
    guard node.mapping != nil else { throw fault(node.mark?.line, rule) }
    let entries = try entries(of: node, "credential")
    guard entries.count == 1, let (key, value) = entries.first else {
      throw fault(node.mark?.line, rule)
    }
    switch key.text {
    case "env": return .environment(try text(of: value, "env"))
    case "file": return .file(resolved(try text(of: value, "file")))
    case "command":
      let words = try texts(of: value, "command")
      guard !words.isEmpty else { throw fault(value.mark?.line, "command is empty") }
      return .command(words)
    default: throw unknown(key, known: "env, file, command")
    }
  }

  /// `~/` is the home, and a relative path starts where the configuration stands.
  private func resolved(_ file: String) -> String {
    if file.hasPrefix("~/"), let home = getenv("HOME") {
      return String(cString: home) + file.dropFirst()
    }
    guard !file.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return file }
    return path[...slash] + file
  }
}
