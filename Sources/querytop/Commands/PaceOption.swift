import ArgumentParser

/// How often targets are asked; the same for `watch` and `wait`.
struct PaceOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Seconds between two polls of a target, 1 to 3600, or as 30s or 5m.", valueName: "seconds"))
  var every = DurationArgument(seconds: 2)

  var duration: Duration { every.duration }

  nonisolated func validate() throws {
    guard every.duration <= .seconds(3600) else {
      throw ValidationError("--every takes 1 to 3600 seconds")
    }
  }
}

/// How servers may be asked; the same for every command that asks.
struct ConnectionOption: ParsableArguments {
  @Flag(
    name: .customLong("allow-http"),
    help: "Take base URLs with http too: anybody on the way can then read the key.")
  var allowsHTTP = false
}
