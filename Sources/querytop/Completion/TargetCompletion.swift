import ArgumentParser
import QueryCore
import QueryProviders

/// The words a shell offers where a command takes a TARGET: what was used lately, the targets of the
/// configuration, then the beginnings of all there may be.
///
/// A person waits for the answer with a finger on a key: two small files are read, no source is asked
/// and no command run, and what is wrong with a file is another command's to say.
enum TargetCompletion {
  /// For an `@Argument`.
  nonisolated static let kind = CompletionKind.custom { words, index, _ in
    await offer(besides: words, at: index)
  }

  private static func offer(besides words: [String], at index: Int) -> [String] {
    let environment = ProcessEnvironment.current
    let configuration: Configuration
    do {
      configuration = try ConfigurationFile.load(environment)
    } catch {
      configuration = Configuration()
    }
    let recent = StateFolder(environment)?.read(RecentTargets.self).targets ?? []
    let others = words.enumerated().filter { $0.offset != index }.map(\.element)
    let offered = self.words(
      recent: recent, configuration: configuration, environment: environment,
      without: Set(others))
    // What zsh is given may have a description, behind a colon.
    return CompletionShell.requesting == .zsh
      ? offered.map { $0.replacing(":", with: "\\:") } : offered
  }

  /// - Parameters:
  ///   - recent: the last used first.
  ///   - given: words of the command line that need not be offered again.
  static func words(
    recent: [Target], configuration: Configuration, environment: [String: String],
    without given: Set<String> = []
  ) -> [String] {
    let names = SourceSettings.names(configuration)
    let sources = names.filter { name in
      configuration.sources[name] != nil
        || Provider.named(name).map { environment[$0.description.keyVariable]?.isEmpty == false }
          ?? false
    }
    let beginnings = sources.flatMap { name in
      SourceSettings.provider(of: name, configuration)?.description.kinds.map {
        "\(name):\($0.kind.rawValue)/"
      } ?? []
    }
    let argument = TargetArgument(configuration: configuration, environment: environment)
    let configured = configuration.targets.compactMap { word in
      do {
        return try argument.parse(word.text)
      } catch {
        return nil
      }
    }
    let known = (recent + configured).filter { names.contains($0.source) }
    var offered = given
    return (known.map(\.description) + beginnings).filter {
      isPlain($0) && offered.insert($0).inserted
    }
  }

  /// Whether every shell takes the word as it stands; bash expands what it is offered.
  private static func isPlain(_ word: String) -> Bool {
    word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: ":/_-.".utf8.contains(byte)
      }
    }
  }
}
