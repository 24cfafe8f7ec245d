/// What came of looking for a fresher key.
package enum CredentialRenewal: Hashable, Sendable {
  /// There is another key now.
  case fresh
  /// There is none; holds what to do about it, nil where that is what it always is.
  case none(advice: String?)
}
