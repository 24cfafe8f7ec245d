import CursesTerminal
import QueryCore
import YAMLDocument

nonisolated extension NotifySettings {
  /// Reads what stands below `notify:`.
  ///
  /// - Throws: `YAMLError` at the word that is wrong.
  init(_ node: YAMLNode) throws(YAMLError) {
    self.init()
    guard !node.isNothing else { return }
    for entry in try node.entries("notify") {
      switch entry.key {
      case "bell": bell = try entry.value.truth("bell")
      case "desktop": desktop = try Self.form(entry.value)
      case "hook":
        hook = try entry.value.texts("hook")
        guard !hook.isEmpty else { throw YAMLError(entry.value.mark, "hook is empty") }
        guard !Secrets.mayBeToken(hook[0]) else {
          throw YAMLError(entry.value.mark, "hook should begin with a program")
        }
      case "on": events = try Self.kinds(entry.value)
      default: throw entry.unknown(use: "bell, desktop, hook, on")
      }
    }
  }

  private static func form(_ node: YAMLNode) throws(YAMLError) -> NotificationSequence.Form? {
    let word = try node.text("desktop")
    if word == "off" || word == "false" { return nil }
    guard let form = NotificationSequence.Form(rawValue: word) else {
      let words = NotificationSequence.Form.allCases.map(\.rawValue).joined(separator: ", ")
      throw YAMLError(node.mark, "desktop should be one of \(words), off")
    }
    return form
  }

  private static func kinds(_ node: YAMLNode) throws(YAMLError) -> Set<WatchEvent.Kind> {
    guard case .sequence(let nodes) = node.content else {
      throw YAMLError(node.mark, "on should be a list: [ended, failed]")
    }
    var kinds: Set<WatchEvent.Kind> = []
    for node in nodes {
      guard let kind = WatchEvent.Kind(rawValue: try node.text("each of on")) else {
        let words = WatchEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw YAMLError(node.mark, "there is no such event: use \(words)")
      }
      kinds.insert(kind)
    }
    return kinds
  }
}
