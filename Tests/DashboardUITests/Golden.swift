import Foundation
import Testing
import TextCanvas
import Themes
import YAMLDocument

/// Compares a frame with the recorded one in `Goldens/NAME.txt`.
///
/// With `UPDATE_GOLDENS=1` it records and fails, so that no
/// golden is accepted without a look.
///
/// - Parameter isMono: whether it is recorded as a terminal without colours shows it: by attributes alone.
func expectGolden(
  _ frame: Frame, _ name: String, isMono: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens/\(name).txt")
  let text = isMono ? try frame.monoText() : frame.goldenText
  if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name): look at it, then run again", sourceLocation: sourceLocation)
    return
  }
  let recorded = try String(contentsOf: file, encoding: .utf8)
  guard text != recorded else { return }
  let difference = zip(text.split(separator: "\n"), recorded.split(separator: "\n"))
    .first { $0 != $1 }
  Issue.record(
    "\(name) differs from its golden, first here:\nnow:    \(difference?.0 ?? "(length)")\ngolden: \(difference?.1 ?? "(length)")",
    sourceLocation: sourceLocation)
}

/// What the default theme makes of each role where there are no colours.
private enum MonoLook {
  static func attributes() throws -> [Role: Set<String>] {
    let yaml = try #require(Themes.yaml(Themes.dark))
    let root = try #require(try YAMLDocument.root(of: yaml))
    var looks: [Role: Set<String>] = [:]
    for section in try root.entries("the theme") where section.key == "roles" {
      for role in try section.value.entries("roles") {
        let mono = try role.value.entries(role.key).first { $0.key == "mono" }
        looks[try #require(Role(rawValue: role.key))] = Set(try mono?.value.texts("mono") ?? [])
      }
    }
    return looks
  }
}

extension Frame {
  /// The characters, and below them the attributes of each run, as a terminal without colours shows both: two roles that look
  /// alike there are alike here.
  fileprivate func monoText() throws -> String {
    let looks = try MonoLook.attributes()
    var out = lines.map { "|\($0)|" } + [""]
    for y in 0..<size.rows {
      let row = (0..<size.columns).map { self[$0, y].style.monoLook(looks) }
      var runs: [String] = []
      var x = 0
      while x < row.count {
        let end = row[x...].firstIndex { $0 != row[x] } ?? row.count
        if !row[x].isEmpty { runs.append("\(x)-\(end - 1) \(row[x])") }
        x = end
      }
      if !runs.isEmpty { out.append("\(y): " + runs.joined(separator: ", ")) }
    }
    return out.joined(separator: "\n") + "\n"
  }

  /// Every look, glyph and attributes, that cells of a role have without colours; blanks left out.
  func monoLooks(of role: Role, in rect: Rect) throws -> Set<String> {
    let looks = try MonoLook.attributes()
    var found: Set<String> = []
    for y in rect.y..<rect.maxY {
      for x in rect.x..<rect.maxX where self[x, y].style.role == role && self[x, y].glyph != " " {
        found.insert("\(self[x, y].glyph) \(self[x, y].style.monoLook(looks))")
      }
    }
    return found
  }
}

extension Style {
  fileprivate func monoLook(_ looks: [Role: Set<String>]) -> String {
    let names: [(Emphasis, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
    ]
    var all = Set(names.filter { emphasis.contains($0.0) }.map(\.1)).union(looks[role] ?? [])
    if emphasis.contains(.selected) { all.formUnion(looks[.selection] ?? []) }
    return all.sorted().joined(separator: "+")
  }
}
