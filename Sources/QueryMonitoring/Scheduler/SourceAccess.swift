package import QueryHTTP
package import QueryScheduling

/// The keys of all sources of a run: who shares one, and how a fresh one is had.
package struct SourceAccess: Sendable {
  /// One key at one server.
  private struct Account: Hashable {
    let origin: HTTPOrigin?
    let authentication: Authentication
  }

  private var owners: [Account: String] = [:]
  private var accounts: [String: String] = [:]
  private var credentials: [String: SourceCredential] = [:]

  /// Makes the access of sources that have no key to share or renew.
  package init() {}

  /// Adds a source; the first of those that share a key gives the account its name.
  package mutating func add(_ source: String, _ credential: SourceCredential) {
    let account = Account(origin: credential.origin, authentication: credential.current)
    let owner = owners[account] ?? source
    owners[account] = owner
    accounts[source] = owner
    credentials[source] = credential
  }

  /// Who shares what, without the keys.
  package var shared: SourceAccounts {
    func names(_ isOne: (SourceCredential) -> Bool) -> Set<String> {
      Set(credentials.filter { isOne($0.value) }.keys.map { accounts[$0] ?? $0 })
    }
    // Of sources that share a key one may have it from a program: then a look is not for nothing.
    let programs = names { $0.isRenewable && !$0.isInFile }
    return SourceAccounts(
      shared: accounts, renewable: programs,
      files: names { $0.isRenewable && $0.isInFile }.subtracting(programs))
  }

  /// Looks for fresher keys of an account, at one source of it after the other.
  ///
  /// - Returns: `fresh` where any has one now.
  func renew(_ account: String) async throws(CancellationError) -> CredentialRenewal {
    var result = CredentialRenewal.none(advice: nil)
    let members = accounts.filter { $0.value == account }.keys.sorted()
    for credential in members.compactMap({ credentials[$0] }) where credential.isRenewable {
      let renewal = try await credential.renew()
      if result == .none(advice: nil) || renewal == .fresh { result = renewal }
    }
    return result
  }
}
