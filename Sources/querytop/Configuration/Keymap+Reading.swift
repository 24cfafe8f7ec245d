import DashboardUI
import TextCanvas
import YAMLDocument

nonisolated extension Keymap {
  /// Reads what stands below `keys:`: names of bindings, each with a key or a list of keys.
  ///
  /// - Throws: `YAMLError` at the name or the key that is wrong.
  init(_ node: YAMLNode) throws(YAMLError) {
    self.init()
    guard !node.isNothing else { return }
    let entries = try node.entries("keys")
    var marks: [String: [KeyPress: YAMLMark]] = [:]
    for entry in entries {
      guard Keymap.names.contains(entry.key) else {
        throw YAMLError(entry.mark, Self.unknown(entry.key))
      }
      var keys: [KeyPress] = []
      for node in try Self.words(of: entry) {
        let key = try Self.key(node, of: entry.key)
        marks[entry.key, default: [:]][key] = node.mark
        keys.append(key)
      }
      do throws(Problem) {
        try give(entry.key, keys)
      } catch {
        throw YAMLError(Self.mark(of: error, in: entry, marks), error.reason)
      }
    }
    // Once all are given: two that change places are no conflict.
    for entry in entries {
      guard let problem = conflict(of: entry.key) else { continue }
      throw YAMLError(Self.mark(of: problem, in: entry, marks), problem.reason)
    }
  }

  private static func mark(
    of problem: Problem, in entry: YAMLEntry, _ marks: [String: [KeyPress: YAMLMark]]
  ) -> YAMLMark {
    problem.key.flatMap { marks[entry.key]?[$0] } ?? entry.mark
  }

  /// The words for keys: one by itself, or a list of them.
  private static func words(of entry: YAMLEntry) throws(YAMLError) -> [YAMLNode] {
    switch entry.value.content {
    case .sequence(let nodes): return nodes
    case .scalar where !entry.value.isNothing: return [entry.value]
    case .scalar, .mapping:
      throw YAMLError(
        entry.value.mark, "\(entry.key) should be a key, or a list of keys: [] for none")
    }
  }

  private static func key(_ node: YAMLNode, of name: String) throws(YAMLError) -> KeyPress {
    guard !node.isNothing, let key = KeyPress(named: try node.text("each key of \(name)")) else {
      throw YAMLError(node.mark, "this is no key: use \(KeyPress.names)")
    }
    return key
  }

  /// A name there is none of is not repeated, since it may be anything, but for what it may have been meant to be.
  private static func unknown(_ name: String) -> String {
    let reason = "there is nothing of this name to give a key to"
    guard name.utf8.count <= 40 else { return reason }
    // Without its view, or with another's, it may be found by its last word.
    func distance(_ known: String) -> Int {
      let word = known.split(separator: ".").last.map(String.init) ?? known
      let typed = name.split(separator: ".").last.map(String.init) ?? name
      let whole = EditDistance.between(name.lowercased(), known.lowercased())
      let last = EditDistance.between(typed.lowercased(), word.lowercased())
      return min(whole, last + 1)
    }
    let near = Keymap.names.map { ($0, distance($0)) }.min { $0.1 < $1.1 }
    guard let (known, mistakes) = near, mistakes <= max(1, min(3, name.count / 3)) else {
      return reason + ": ? in the dashboard and the documentation's page of keys list them"
    }
    return reason + ": did you mean \(known)?"
  }
}
