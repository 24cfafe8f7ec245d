import QueryHTTP

/// What this process must never say.
nonisolated enum Secrets {
  /// Knows every key of this run; standard output, standard error, log and requests pass through it.
  static let redactor = Redactor()

  /// Learns the keys that stand in the environment, before anything is said.
  static func learn(_ environment: [String: String]) {
    for (name, value) in environment where name.hasSuffix("_API_KEY") { redactor.learn(value) }
    ProxyEnvironment(environment).secrets.forEach(redactor.learn)
  }
}
