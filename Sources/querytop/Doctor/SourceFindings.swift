import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders

/// What `doctor` finds of the sources: each is asked once.
struct SourceFindings {
  /// Unlikely enough to be anybody's, and within every provider's pattern.
  private static let probeID = "querytop-doctor"

  let configuration: Configuration
  let environment: [String: String]
  let network: Network

  /// One to four findings a source, by name.
  func all() async throws -> [Finding] {
    var findings: [Finding] = []
    for name in SourceSettings.names(configuration) {
      findings += try await source(name)
    }
    return findings
  }

  private func source(_ name: String) async throws -> [Finding] {
    guard let provider = SourceSettings.provider(of: name, configuration) else { return [] }
    let origin =
      configuration.sources[name]?.credential ?? .environment(provider.description.keyVariable)
    let source: any QuerySource
    let credential: SourceCredential?
    do {
      (source, credential) = try await SourceSettings.source(
        name, configuration, environment: environment, network: network)
    } catch let error as CredentialProblem {
      return [.fault(name, "\(error)", status: error.exitStatus)]
    } catch let error as SettingsError {
      return [.fault(name, "\(error)", status: ExitStatus.badSetting)]
    } catch let error as ConfigurationError {
      return [.fault(name, "\(error)", status: ExitStatus.badSetting)]
    }
    if source is MissingCredentialSource {
      let words =
        "no key: set \(origin.variable ?? provider.description.keyVariable), or configure one"
      let isWanted = configuration.sources[name] != nil
      return [isWanted ? .fault(name, words, status: ExitStatus.incomplete) : .note(name, words)]
    }
    let target =
      try watched(name) ?? Target(source: name, kind: provider.description.probe, id: Self.probeID)
    let outcome = try await source.poll(target, previous: nil)
    var findings = [Finding.good(name, "key from \(origin.place)")]
    if let warning = origin.warning() { findings.append(.note(name, warning)) }
    if credential?.isSentInClear ?? false {
      let words = "its base URL is http: anybody on the way can read the key; use https"
      findings.append(.note(name, words))
    }
    if let transport = network.connection(of: name) {
      findings.append(
        NetworkFindings.way(
          to: name, transport, trusting: configuration.sources[name]?.authorityFile))
    }
    return findings + [finding(name, target, source.traits.places, outcome)]
  }

  private func watched(_ name: String) throws -> Target? {
    do {
      return try TargetArguments.parse([], else: configuration, environment).first {
        $0.source == name
      }
    } catch {
      // Told of among the findings of the configuration; the probe serves as well.
      return nil
    }
  }

  private func finding(
    _ name: String, _ target: Target, _ places: SourcePlaces, _ outcome: PollOutcome
  ) -> Finding {
    let budget = outcome.budget.map { ", budget \($0.remaining) of \($0.limit)" } ?? ""
    guard let problem = outcome.problem else {
      return .good(name, "answers and takes the key\(budget)")
    }
    switch problem {
    case .notFound where target.id == Self.probeID, .refused where target.id == Self.probeID:
      return .good(name, "answers and takes the key\(budget)")
    case .unsupported:
      return .note(name, "answers, but does not offer \(target.kind.rawValue) status yet")
    default:
      return .fault(
        name, problem.sentence(about: target, of: places, now: Date(), isAskedAgain: false),
        status: ExitStatus.incomplete)
    }
  }
}
