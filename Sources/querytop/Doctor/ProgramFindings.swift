import FoundationEssentials
import QueryCore

/// What `doctor` finds of querytop itself: which it is, and where it writes.
enum ProgramFindings {
  static func all() -> [Finding] {
    [.good("version", Version.current), program, .good("log", "none unless --log FILE")]
  }

  private static var program: Finding {
    do {
      let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return .good("program", path)
    } catch {
      return .note("program", "its path is not known: /proc cannot be read")
    }
  }
}
