/// The variable that decides which characters a terminal is drawn with, as setlocale(3) reads them: LC_ALL, then LC_CTYPE, then LANG.
nonisolated package struct LocaleSetting: Hashable, Sendable {
  /// The first of the three that is set; nil for none, which is the C locale.
  package let variable: String?
  /// What it is set to.
  package let value: String

  package init(environment: [String: String]) {
    variable = ["LC_ALL", "LC_CTYPE", "LANG"].first { environment[$0].map(\.isEmpty) == false }
    value = variable.flatMap { environment[$0] } ?? ""
  }

  /// Why only ASCII is drawn, and what to do, for a locale that is not UTF-8.
  package var advice: String {
    guard let variable else {
      return "none of LC_ALL, LC_CTYPE and LANG is set: export LANG=C.UTF-8, or add --utf8"
    }
    let name = value.lowercased()
    let reason =
      name.contains("utf-8") || name.contains("utf8")
      ? "a locale this machine does not have" : "which is not UTF-8"
    return "\(variable) is \(value), \(reason): export \(variable)=C.UTF-8, or add --utf8"
  }
}
