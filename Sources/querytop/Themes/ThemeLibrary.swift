import FoundationEssentials
import Glibc
import TextCanvas
import Themes
import YAMLDocument

/// All themes there are: a person's own, and querytop's.
struct ThemeLibrary {
  /// More of a person's own are not looked at.
  private static let mostOwn = 200

  /// Where a person's own are; nil where there is no home.
  let folder: String?

  init(_ environment: [String: String]) {
    folder = BaseFolder.configuration.path(environment).map { $0 + "/querytop/themes" }
  }

  /// The names of all, in order.
  var names: [String] { Set(Themes.names + own).sorted() }

  /// The theme of a name: a person's own stands in for one of querytop's.
  ///
  /// - Throws: `ConfigurationError` for a file that cannot be read.
  /// - Returns: nil where there is no such theme.
  func theme(_ name: String) throws -> ThemeFile? {
    if let path = ownPath(name), let file = try Self.read(path, name) { return file }
    return try Themes.yaml(name).map { try ThemeFile(named: name, yaml: $0) }
  }

  /// What to say where there is no theme of a name.
  func advice(instead name: String) -> String {
    let known = [Themes.automatic] + names
    let place = folder.map { ", or a NAME.yaml in \($0)" } ?? ""
    let meant = EditDistance.nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
    return "there is no theme of that name: use " + known.joined(separator: ", ") + place + meant
  }

  /// The names of a person's own; a file of another kind of name is none.
  private var own: [String] {
    guard let folder else { return [] }
    let files: [String]
    do {
      files = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      // No folder, or none that can be looked into: reading a theme by its name says why.
      return []
    }
    let names = files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    return Array(names.filter(Self.isName).sorted().prefix(Self.mostOwn))
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 64
      && name.utf8.allSatisfy {
        ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || "-_.".utf8.contains($0)
      }
  }

  /// A theme is named, not pointed at: the name stays inside the folder.
  private func ownPath(_ name: String) -> String? {
    guard let folder, !name.contains("/"), !name.hasPrefix(".") else { return nil }
    return "\(folder)/\(name).yaml"
  }

  private static func read(_ path: String, _ name: String) throws(ConfigurationError) -> ThemeFile?
  {
    let bytes: [UInt8]
    do {
      bytes = try PrivateFile.read(path, for: .theme, limit: ConfigurationFile.longest)
    } catch {
      guard !error.isOfTheWay(to: path) else { return nil }
      throw ConfigurationError(path: path, reason: error.reason(path, for: .theme))
    }
    do throws(YAMLError) {
      var file = try ThemeFile(named: name, yaml: bytes)
      file.path = path
      return file
    } catch {
      throw ConfigurationError(
        path: path, line: error.mark.line, column: error.mark.column, reason: error.reason)
    }
  }
}
