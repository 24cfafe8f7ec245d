import ArgumentParser

/// How servers may be asked; the same for every command that asks.
struct ConnectionOption: ParsableArguments {
  @Flag(
    name: .customLong("allow-http"),
    help: "Take base URLs with http too: anybody on the way can then read the key.")
  var allowsHTTP = false
}
