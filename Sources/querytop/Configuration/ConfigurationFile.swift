import DashboardUI
import Glibc
import QueryCore
import QueryProviders
import YAMLDocument

/// Finds and reads `config.yaml`.
nonisolated struct ConfigurationFile {
  /// A configuration is a page of text: more is a mistake.
  static let longest = 256 << 10

  let path: String

  /// The file the environment points to, there or not; nil where there is no home to look in.
  ///
  /// - Returns: its path, and whether a person named it, so that it has to be there.
  static func locate(_ environment: [String: String]) -> (path: String, isNamed: Bool)? {
    if let path = environment["QUERYTOP_CONFIG"].map({ SettingText($0).text }), !path.isEmpty {
      // The usual way to say that there is none.
      return path == "/dev/null" ? nil : (path, true)
    }
    return BaseFolder.configuration.path(environment).map { ($0 + "/querytop/config.yaml", false) }
  }

  /// Reads the configuration; without a file, or without a way to where it would be, it is an empty one.
  ///
  /// - Throws: `ConfigurationError`.
  static func load(_ environment: [String: String]) throws(ConfigurationError) -> Configuration {
    guard let (path, isNamed) = locate(environment) else { return Configuration() }
    let bytes: [UInt8]
    do {
      bytes = try PrivateFile.read(path, for: .configuration, limit: longest)
    } catch {
      guard isNamed || !error.isOfTheWay(to: path) else { return Configuration() }
      throw ConfigurationError(path: path, reason: error.reason(path, for: .configuration))
    }
    return try ConfigurationFile(path: path).parse(bytes)
  }

  /// Reads a configuration's text.
  func parse(_ yaml: some Collection<UInt8>) throws(ConfigurationError) -> Configuration {
    do throws(YAMLError) {
      return try configuration(of: yaml)
    } catch {
      throw ConfigurationError(
        path: path, line: error.mark.line, column: error.mark.column, reason: error.reason)
    }
  }

  private func configuration(
    of yaml: some Collection<UInt8>
  ) throws(YAMLError) -> Configuration {
    var configuration = Configuration(path: path)
    guard let root = try YAMLDocument.root(of: yaml) else { return configuration }
    for entry in try root.entries("the file", ofVersion: 1) {
      switch entry.key {
      case "sources":
        guard !entry.value.isNothing else { continue }
        for source in try entry.value.entries("sources") {
          configuration.sources[source.key] = try self.source(source)
        }
      case "targets":
        guard !entry.value.isNothing else { continue }
        for node in try entry.value.items("targets") {
          configuration.targets.append(try text(node, "each of targets"))
        }
      case "theme": configuration.theme = try text(entry.value, "theme")
      case "read_only": configuration.isReadOnly = try entry.value.truth("read_only")
      case "mouse": configuration.usesMouse = try entry.value.truth("mouse")
      case "title": configuration.setsTitle = try entry.value.truth("title")
      case "notify": configuration.notify = try NotifySettings(entry.value)
      case "plain": configuration.isPlain = try entry.value.truth("plain")
      case "ambiguous_width": configuration.widensAmbiguous = try isWide(entry.value)
      case "keys": configuration.keymap = try Keymap(entry.value)
      default:
        throw entry.unknown(
          use:
            "version, sources, targets, theme, mouse, read_only, title, notify, plain, ambiguous_width, keys"
        )
      }
    }
    return configuration
  }

  private func text(_ node: YAMLNode, _ name: String) throws(YAMLError) -> ConfiguredText {
    ConfiguredText(text: try node.text(name), path: path, mark: node.mark)
  }

  private func isWide(_ node: YAMLNode) throws(YAMLError) -> Bool {
    switch try node.text("ambiguous_width") {
    case "narrow": return false
    case "wide": return true
    default: throw YAMLError(node.mark, "ambiguous_width takes narrow or wide")
    }
  }

  private func source(_ entry: YAMLEntry) throws(YAMLError) -> ConfiguredSource {
    let name = entry.key
    do {
      _ = try Target(source: name, kind: .query, id: "x")
    } catch {
      throw YAMLError(entry.mark, "\(error)")
    }
    var provider = Provider.named(name)
    var (base, proxy, authorityFile): (String?, String?, String?)
    var credential: CredentialOrigin?
    for entry in entry.value.isNothing ? [] : try entry.value.entries("the source \(name)") {
      switch entry.key {
      case "provider":
        provider = Provider.named(try entry.value.text("provider"))
        guard provider != nil else {
          throw YAMLError(
            entry.value.mark, "there is no such provider: use \(Self.providers)")
        }
      case "base_url": base = try entry.value.text("base_url")
      case "credential": credential = try origin(entry.value)
      case "proxy": proxy = try entry.value.text("proxy")
      case "ca_file": authorityFile = resolved(try entry.value.text("ca_file"))
      default: throw entry.unknown(use: "provider, base_url, credential, proxy, ca_file")
      }
    }
    guard let provider else {
      throw YAMLError(
        entry.mark, "\(name) names no provider: add provider: \(Self.providers)")
    }
    return ConfiguredSource(
      provider: provider, base: base, credential: credential, proxy: proxy,
      authorityFile: authorityFile, line: entry.mark.line)
  }

  private static var providers: String { Provider.all.map(\.name).joined(separator: ", ") }

  private func origin(_ node: YAMLNode) throws(YAMLError) -> CredentialOrigin {
    guard case .mapping(let entries) = node.content, entries.count == 1, let entry = entries.first
    else {
      throw YAMLError(
        node.mark,
        "credential takes one of env: VARIABLE, file: PATH, command: [PROGRAM, ARGUMENT…]")
    }
    switch entry.key {
    case "env":
      let name = try entry.value.text("env")
      guard Self.isVariable(name) else {
        throw YAMLError(entry.value.mark, "env should be the name of a variable, as in PROD_KEY")
      }
      return .environment(name)
    case "file":
      let path = try entry.value.text("file")
      guard !Secrets.mayBeToken(path) else {
        throw YAMLError(entry.value.mark, "file should be a path, as in ./key")
      }
      return .file(resolved(path))
    case "command":
      let words = try entry.value.texts("command")
      guard let program = words.first else { throw YAMLError(entry.value.mark, "command is empty") }
      guard !Secrets.mayBeToken(program) else {
        throw YAMLError(entry.value.mark, "command should begin with a program")
      }
      return .command(words)
    default: throw entry.unknown(use: "env, file, command")
    }
  }

  /// Whether a text can be a variable's name rather than the credential itself, which people write in its place.
  private static func isVariable(_ name: String) -> Bool {
    name.utf8.first.map { !(0x30...0x39).contains($0) } ?? false && name.utf8.count <= 64
      && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
      && !(Secrets.mayBeToken(name) && name.utf8.contains { (0x61...0x7A).contains($0) })
  }

  /// `~/` is the home, and a relative path starts where the configuration stands.
  private func resolved(_ file: String) -> String {
    let typed = PathBytes(typed: file).text
    guard !typed.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return typed }
    return path[...slash] + typed
  }
}

/// What is wrong with the configuration, and where; never holds a value out of the file.
nonisolated struct ConfigurationError: Error, CustomStringConvertible {
  let path: String
  /// From 1; nil where the whole file is meant.
  var line: Int?
  /// In characters, from 1; nil where the line is all that is known.
  var column: Int?
  let reason: String

  var description: String {
    let column = column.map { ", column \($0)" } ?? ""
    return line.map { "\(path), line \($0)\(column): \(reason)" } ?? "\(path): \(reason)"
  }
}
