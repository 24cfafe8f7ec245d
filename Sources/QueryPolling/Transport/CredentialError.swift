/// Why a text cannot be a credential; never holds the text.
package enum CredentialError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case tooLong
  case notVisibleASCII

  package var description: String {
    switch self {
    case .empty: "the key is empty: set it to the token of your account"
    case .tooLong:
      "the key is longer than \(Credential.longest) characters: check what it was set to"
    case .notVisibleASCII:
      "the key holds spaces, line breaks or letters outside ASCII: paste the token alone"
    }
  }
}
