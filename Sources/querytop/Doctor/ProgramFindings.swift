import FoundationEssentials
import QueryCore
import QueryHTTP

/// What `doctor` finds of querytop itself: which it is, and where it writes.
enum ProgramFindings {
  static func all(_ environment: [String: String]) -> [Finding] {
    [
      .good("version", Version.current), program, state(environment),
      .good("log", "none unless --log FILE"),
    ]
  }

  private static var program: Finding {
    do {
      let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return .good("program", path)
    } catch {
      return .note("program", "its path is not known: /proc cannot be read")
    }
  }

  private static func state(_ environment: [String: String]) -> Finding {
    guard let folder = StateFolder(environment) else {
      let reason =
        environment["QUERYTOP_STATE"] == "off" ? "QUERYTOP_STATE is off" : "HOME is not set"
      return .note("state", "nothing is remembered: \(reason)")
    }
    guard let problem = folder.problem() else { return .good("state", folder.path) }
    return .note("state", "nothing is remembered: \(folder.path) \(problem)")
  }
}
