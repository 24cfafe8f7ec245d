import ArgumentParser

/// Whether the dashboard takes the mouse; the same for `watch` and `demo`.
struct MouseOption: ParsableArguments {
  @Flag(
    name: .customLong("no-mouse"),
    help:
      "Leave the mouse to the terminal, which selects text with it, as mouse: false of the configuration."
  )
  var isLeft = false
}
