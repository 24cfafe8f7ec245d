/// Why a link of an answer is not followed.
package enum SameOriginLinkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No absolute link nor one from the root, or with a user, a fragment or odd characters.
  case malformed
  /// It leads to another scheme, host or port; holds the host.
  case otherOrigin(host: String)
  /// It leaves the path of the API.
  case outsideAPI

  package var description: String {
    switch self {
    case .malformed: "a link in the answer cannot be read"
    case .otherOrigin(let host): "a link in the answer leads to another server, \(host)"
    case .outsideAPI: "a link in the answer leads out of the API"
    }
  }
}
