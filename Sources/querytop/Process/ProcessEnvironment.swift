import FoundationEssentials
import Glibc

/// What the process was started with.
enum ProcessEnvironment {
  /// The variables that are set to something: one that is empty, or holds nothing but blanks, is as if it were not set.
  static var current: [String: String] {
    ProcessInfo.processInfo.environment.filter { !SettingText($0.value).text.isEmpty }
  }

  /// The offset of the person's own clock, in seconds east of Greenwich.
  static var secondsFromGMT: Int {
    var now = time(nil)
    var parts = tm()
    guard localtime_r(&now, &parts) != nil else { return 0 }
    return parts.tm_gmtoff
  }
}
