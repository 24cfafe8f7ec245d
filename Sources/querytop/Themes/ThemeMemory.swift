import QueryHTTP
import QueryReports
import TextCanvas

/// The theme a person kept in the dashboard, and the backgrounds terminals have told, by the terminals' names.
nonisolated struct ThemeMemory: StateDocument {
  static let name = "theme"
  static let version = 1

  /// Terminals used longer ago are let go.
  static let most = 50
  /// A terminal that was silent as often is not asked again.
  static let mostSilences = 3

  /// What is known of one terminal.
  struct Terminal: Equatable, Sendable {
    let name: String
    var background: Color?
    /// How often it has been asked in vain since it last answered.
    var silences = 0
  }

  /// The theme's name; nil where none was kept.
  var kept: String?
  /// The last used first.
  private(set) var terminals: [Terminal] = []

  func terminal(_ name: String) -> Terminal {
    terminals.first { $0.name == name } ?? Terminal(name: name)
  }

  /// Writes down what a terminal answered; nil for nothing.
  mutating func record(_ background: Color?, of name: String) {
    var terminal = terminal(name)
    if let background {
      terminal.background = background
      terminal.silences = 0
    } else {
      terminal.silences = min(terminal.silences + 1, Self.mostSilences)
    }
    terminals.removeAll { $0.name == name }
    terminals.insert(terminal, at: 0)
    terminals = Array(terminals.prefix(Self.most))
  }

  /// The name a terminal is remembered by: what says most of which program it is.
  static func terminalName(_ environment: [String: String]) -> String {
    var words = ["TERM", "TERM_PROGRAM"].compactMap { environment[$0] }
    if environment["TMUX"] != nil { words.append("tmux") }
    if environment["SSH_CONNECTION"] != nil { words.append("ssh") }
    let name = words.joined(separator: " ").unicodeScalars.filter {
      (0x20...0x7E).contains($0.value)
    }
    return String(String.UnicodeScalarView(name.prefix(100)))
  }

  // MARK: The file

  mutating func read(_ key: JSONKey, _ reader: inout JSONReader) throws {
    switch key {
    case "kept": kept = try reader.readText(atMost: 100)
    case "terminals":
      try reader.readArray { reader in
        var (name, background, silences): (String?, Color?, Int?)
        try reader.readObjectIfPresent { reader, key in
          switch key {
          case "name": name = try reader.readText(atMost: 100)
          case "background": background = try reader.readText().flatMap(ColorName.color)
          case "silences": silences = try reader.readCount()
          default: break
          }
        }
        guard let name, terminals.count < Self.most else { return }
        terminals.append(Terminal(name: name, background: background, silences: silences ?? 0))
      }
    default: break
    }
  }

  var members: [(String, JSONText)] {
    [
      ("kept", .text(kept)),
      (
        "terminals",
        .array(
          terminals.map {
            .object([
              "name": .string($0.name), "background": .text($0.background?.hex),
              "silences": .integer($0.silences),
            ])
          })
      ),
    ]
  }
}
