/// Why a text is not a target.
package enum TargetError: Error, Hashable, Sendable, CustomStringConvertible {
  case notATarget(String)
  /// Holds the kinds there are.
  case unknownKind(String, known: [TargetKind] = [.batch, .query, .job])
  case badSource(String)
  case badID(String)
  /// A URL with a key in it, which is not kept.
  case holdsKey
  /// A status URL that several sources may be meant by.
  case ambiguous(sources: [String])

  package var description: String {
    switch self {
    case .notATarget(let text):
      "\"\(Self.shown(text))\" is not a target: write SOURCE:KIND/ID, for example supermetrics:batch/qrb_3feb5ff5c71e, or paste a status URL"
    case .unknownKind(let word, let known):
      "\"\(Self.shown(word))\" is not a kind of target: use \(Self.choice(known))"
    case .badSource(let text):
      "\"\(Self.shown(text))\" is not a source name: use letters, digits, _ and -"
    case .holdsKey:
      "the URL holds a key or a password: paste it without; keys are read from the environment or as the configuration says"
    case .ambiguous(let sources):
      "several sources ask this address: write SOURCE:KIND/ID with one of \(sources.joined(separator: ", "))"
    case .badID(let text):
      "\"\(Self.shown(text))\" is not an id: ids hold 1 to \(Target.longestID) letters, digits, _ and -"
    }
  }

  private static func choice(_ kinds: [TargetKind]) -> String {
    let words = kinds.map(\.rawValue)
    return
      (words.count < 2
      ? words : [words.dropLast().joined(separator: ", "), words[words.count - 1]])
      .joined(separator: " or ")
  }

  /// The part of a text that may be repeated: people paste URLs with keys in their queries.
  private static func shown(_ text: String) -> String {
    let start = text.prefix { $0 != "?" && $0 != "{" && $0 != "%" }
    return start.count > 64 || start.count < text.count ? start.prefix(64) + "…" : String(start)
  }
}
