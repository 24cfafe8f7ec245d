import ArgumentParser
import QueryCore
import QueryProviders

/// The targets of a command line, or else those of the configuration.
enum TargetArguments {
  /// Reads targets as a person wrote them.
  ///
  /// - Parameter advice: what to add about a word that is no target at all.
  /// - Throws: `ValidationError` for words of the command line, `ConfigurationError` for those of
  ///   the configuration, both saying what is wrong with the first that is.
  static func parse(
    _ words: [String], else configuration: Configuration, _ environment: [String: String],
    advice: (String) -> String = { _ in "" }
  ) throws -> [Target] {
    let argument = TargetArgument(configuration: configuration, environment: environment)
    guard words.isEmpty else {
      return try words.map { word in
        do {
          return try check(try argument.parse(word), against: configuration)
        } catch let error as TargetError {
          throw ValidationError("\(error)\(advice(word))")
        }
      }
    }
    return try configuration.targets.map { word in
      do {
        return try check(try argument.parse(word.text), against: configuration)
      } catch {
        throw word.mistake("\(error)")
      }
    }
  }

  private static func check(_ target: Target, against configuration: Configuration) throws
    -> Target
  {
    let names = SourceSettings.names(configuration)
    guard names.contains(target.source) else {
      let known = names.joined(separator: ", ")
      let meant =
        EditDistance.nearest(to: target.source, among: names).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError(
        "\"\(target.source)\" is not a source querytop knows yet: \(known)\(meant)")
    }
    let kinds = SourceSettings.provider(of: target.source, configuration)?.description.kinds ?? []
    guard kinds.contains(where: { $0.kind == target.kind }) else {
      let known = kinds.map { "\(target.source):\($0.kind.rawValue)/ID" }.joined(separator: ", ")
      throw ValidationError("\(target.source) has no \(target.kind.rawValue): write \(known)")
    }
    return target
  }
}
