/// Which sources share a key at one server, and so its limit, its waits and its refusals.
package struct SourceAccounts: Sendable {
  /// By source, the account it asks with; a source that is not here has one of its own name.
  private var shared: [String: String]
  /// The accounts that may come by a fresher key.
  package private(set) var renewable: Set<String>

  /// - Parameters:
  ///   - shared: by source, the name of its account, which tells nothing of the key.
  ///   - renewable: the accounts that may come by a fresher key.
  package init(shared: [String: String] = [:], renewable: Set<String> = []) {
    self.shared = shared
    self.renewable = renewable
  }

  /// The account a source asks with.
  package func account(of source: String) -> String { shared[source] ?? source }

  /// Those of `sources` that share the account of one of them, itself included.
  func sharing(with source: String, among sources: Set<String>) -> Set<String> {
    let account = account(of: source)
    return sources.filter { self.account(of: $0) == account }.union([source])
  }
}
