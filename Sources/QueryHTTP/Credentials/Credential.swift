/// A source's token, which shows itself nowhere but in a header that is sent: no description, dump
/// or mirror holds it.
package struct Credential: Hashable, Sendable {
  /// The longest token taken.
  package static let longest = 8192

  private let token: String

  /// Takes a token of visible ASCII characters, so that it can neither end a header line nor start
  /// another.
  ///
  /// - Throws: `CredentialError`, which says what is wrong without repeating the token.
  package init(_ token: String) throws(CredentialError) {
    guard !token.isEmpty else { throw .empty }
    guard token.utf8.count <= Self.longest else { throw .tooLong }
    guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .notVisibleASCII }
    self.token = token
  }

  /// The token itself, for the one place that writes it into a request.
  func reveal() -> String { token }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "<credential>" }
  package var debugDescription: String { "<credential>" }
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

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
