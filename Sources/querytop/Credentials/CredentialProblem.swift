/// A key that could not be had; never holds the key, nor what a command said.
nonisolated struct CredentialProblem: Error, CustomStringConvertible {
  let source: String
  let reason: String
  /// Whether the setting has to be mended; else trying again later may help.
  let isSetting: Bool

  var description: String { "no key for \(source): \(reason)" }

  var exitStatus: Int32 { isSetting ? ExitStatus.badSetting : ExitStatus.incomplete }
}
