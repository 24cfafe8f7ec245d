import DashboardUI
import Glibc
import QueryCore
import TextCanvas

/// What `doctor` finds of the configuration.
enum ConfigurationFindings {
  /// - Returns: the configuration as far as it can be used, and what was found.
  static func read(_ environment: [String: String]) -> (Configuration, [Finding]) {
    let subject = "configuration"
    let configuration: Configuration
    do {
      configuration = try ConfigurationFile.load(environment)
    } catch {
      return (Configuration(), [.fault(subject, "\(error)", status: ExitStatus.badSetting)])
    }
    var findings = [place(configuration, environment)]
    let keys = configuration.keymap.count
    if keys > 0 {
      findings.append(.good("keys", CountText.of(keys, "binding", "bindings") + " of your own"))
    }
    do {
      let file = try ThemeWish(configured: configuration.theme, environment: environment)
        .theme(in: ThemeLibrary(environment), on: TerminalBackground(environment: environment))
      findings += file.notes.map { .note("theme", "\(file.theme.name), \($0)") }
    } catch {
      findings.append(.fault("theme", "\(error)", status: ExitStatus.badSetting))
    }
    do {
      let targets = try TargetArguments.parse([], else: configuration, environment)
      if !targets.isEmpty { findings.append(.good("targets", "\(targets.count) configured")) }
    } catch {
      findings.append(.fault("targets", "\(error)", status: ExitStatus.badSetting))
    }
    return (configuration, findings)
  }

  private static func place(
    _ configuration: Configuration, _ environment: [String: String]
  ) -> Finding {
    if let path = configuration.path { return .good("configuration", path) }
    guard let (path, _) = ConfigurationFile.locate(environment) else {
      let isNamed = environment["QUERYTOP_CONFIG"]?.isEmpty == false
      let reason =
        isNamed ? "QUERYTOP_CONFIG is /dev/null" : "HOME is not set, so there is no place to look"
      return .note("configuration", "none: \(reason)")
    }
    var status = stat()
    if stat(path, &status) != 0, errno != ENOENT, errno != ENOTDIR {
      let reason = String(cString: strerror(errno))
      return .note("configuration", "none: \(path) cannot be looked for (\(reason))")
    }
    return .note("configuration", "none at \(path): keys come from the environment")
  }
}
