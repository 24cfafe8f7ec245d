import ArgumentParser

/// How the dashboard is drawn; the same for `watch` and `demo`.
struct DrawingOptions: ParsableArguments {
  @Flag(
    name: .customLong("utf8"),
    help: "Draw UTF-8, whatever the locale (LC_ALL, LC_CTYPE, LANG) and QUERYTOP_ASCII say.")
  var forcesUTF8 = false

  @Flag(
    name: .customLong("plain"),
    help: """
      Draw no borders, bars and graphs: numbers and words instead, and the terminal's cursor on the \
      selected row, for screen readers.
      """)
  var isPlain = false
}
