/// Why a text is not a target.
package enum TargetError: Error, Hashable, Sendable, CustomStringConvertible {
  case notATarget(String)
  case unknownKind(String)
  case badSource(String)
  case badID(String)

  package var description: String {
    switch self {
    case .notATarget(let text):
      "\"\(Self.shown(text))\" is not a target: write SOURCE:KIND/ID, for example supermetrics:batch/qrb_3feb5ff5c71e, or paste a status URL"
    case .unknownKind(let word):
      "\"\(Self.shown(word))\" is not a kind of target: use batch, query or job"
    case .badSource(let text):
      "\"\(Self.shown(text))\" is not a source name: use letters, digits, _ and -"
    case .badID(let text):
      "\"\(Self.shown(text))\" is not an id: ids hold 1 to \(Target.longestID) letters, digits, _ and -"
    }
  }

  /// The part of a text that may be repeated: people paste URLs with keys in their queries.
  private static func shown(_ text: String) -> String {
    let start = text.prefix { $0 != "?" && $0 != "{" && $0 != "%" }
    return start.count > 64 || start.count < text.count ? start.prefix(64) + "…" : String(start)
  }
}
