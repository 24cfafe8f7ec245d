/// Why a text is not a target.
package enum TargetError: Error, Hashable, Sendable, CustomStringConvertible {
  case notATarget(String)
  case unknownKind(String)
  case badSource(String)
  case badID(String)

  package var description: String {
    switch self {
    case .notATarget(let text):
      "\"\(text)\" is not a target: write SOURCE:KIND/ID, for example supermetrics:batch/qrb_3feb5ff5c71e, or paste a status URL"
    case .unknownKind(let word):
      "\"\(word)\" is not a kind of target: use batch, query or job"
    case .badSource(let text):
      "\"\(text)\" is not a source name: use letters, digits, _ and -"
    case .badID(let text):
      "\"\(text)\" is not an id: ids hold 1 to \(Target.longestID) letters, digits, _ and -"
    }
  }
}
