import ArgumentParser

/// How the dashboard is drawn; the same for `watch` and `demo`.
struct UTF8Option: ParsableArguments {
  @Flag(
    name: .customLong("utf8"),
    help: "Draw UTF-8, whatever the locale (LC_ALL, LC_CTYPE, LANG) and QUERYTOP_ASCII say.")
  var forcesUTF8 = false
}
