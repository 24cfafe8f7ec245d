import QueryHTTP

/// What this process must never say.
nonisolated enum Secrets {
  /// Knows every key of this run; standard output, standard error, log and requests pass through it.
  static let redactor = Redactor()

  /// Learns the keys that stand in the environment, before anything is said.
  static func learn(_ environment: [String: String]) {
    for (name, value) in environment where name.hasSuffix("_API_KEY") {
      redactor.learn(SettingText(value).text)
    }
    ProxyEnvironment(environment).secrets.forEach(redactor.learn)
  }

  /// Whether a text that stands where a name is wanted may be a credential, so that no message repeats it: twenty characters or more
  /// without a break, letters and digits among them.
  static func mayBeToken(_ text: String) -> Bool {
    let bytes = text.utf8
    return bytes.count >= 20 && bytes.allSatisfy { (0x21...0x7E).contains($0) }
      && bytes.contains { (0x30...0x39).contains($0) }
      && bytes.contains { (0x61...0x7A).contains($0 | 0x20) }
      && !bytes.contains(UInt8(ascii: "/")) && !bytes.contains(UInt8(ascii: ":"))
  }
}
