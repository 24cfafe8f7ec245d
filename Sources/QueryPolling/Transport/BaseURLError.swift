/// Why a text cannot be a source's base URL; never holds the text, which may hold a key.
package enum BaseURLError: Error, Hashable, Sendable, CustomStringConvertible {
  case malformed
  case notSecure
  case holdsUserInformation
  case holdsQuery

  package var description: String {
    switch self {
    case .malformed: "the base URL is not one: write https://HOST/PATH"
    case .notSecure:
      """
      the base URL is http, which would show the key to the network: use https, or --allow-http \
      if it must be (http is always taken for 127.0.0.1 and localhost)
      """
    case .holdsUserInformation:
      "the base URL holds a user name or password before @: remove it and set the key by itself"
    case .holdsQuery:
      "the base URL holds a ? or #, where keys do not belong: remove it and set the key by itself"
    }
  }
}
