import ArgumentParser

/// Whether anything may be sent that has a provider do something; the same for every command that could.
struct ReadOnlyOption: ParsableArguments {
  @Flag(help: "Never run again or cancel anything, as read_only: true of the configuration.")
  var readOnly = false

  /// Whether the flag or the configuration forbids it.
  func forbids(_ configuration: Configuration) -> Bool { readOnly || configuration.isReadOnly }

  /// What is said of it.
  func sentence(_ configuration: Configuration) -> String {
    readOnly
      ? "nothing is sent: --read-only is given"
      : "nothing is sent: read_only is true in \(configuration.path ?? "the configuration")"
  }
}
