import QueryCore
import QueryPolling

/// Reads a target as a person writes it: `SOURCE:KIND/ID`, or a status URL pasted from somewhere.
enum TargetArgument {
  /// - Throws: `TargetError`, which says what is wrong with the text.
  static func parse(_ text: String) throws(TargetError) -> Target {
    if text.contains("://"),
      let target = try SupermetricsStatusURL.target(
        in: text, source: SupermetricsSource.standardName)
    {
      return target
    }
    return try Target(parsing: text)
  }
}
