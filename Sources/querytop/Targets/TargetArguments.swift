import ArgumentParser
import QueryCore

/// The targets of a command line, or else those of the configuration.
enum TargetArguments {
  /// Reads targets as a person wrote them.
  ///
  /// - Throws: `ValidationError` for words of the command line, `ConfigurationError` for those of
  ///   the configuration, both saying what is wrong with the first that is.
  static func parse(
    _ words: [String], else configuration: Configuration, _ environment: [String: String]
  ) throws -> [Target] {
    let argument = TargetArgument(configuration: configuration, environment: environment)
    guard words.isEmpty else {
      return try words.map { word in
        do {
          return try check(try argument.parse(word), against: configuration)
        } catch let error as TargetError {
          throw ValidationError("\(error)")
        }
      }
    }
    return try configuration.targets.map { word in
      do {
        return try check(try argument.parse(word), against: configuration)
      } catch {
        throw ConfigurationError(path: configuration.path ?? "", reason: "targets: \(error)")
      }
    }
  }

  private static func check(_ target: Target, against configuration: Configuration) throws
    -> Target
  {
    let names = SourceSettings.names(configuration)
    guard names.contains(target.source) else {
      let known = names.joined(separator: ", ")
      throw ValidationError("\"\(target.source)\" is not a source querytop knows yet: \(known)")
    }
    return target
  }
}
