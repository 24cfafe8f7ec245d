import FoundationEssentials

/// What the process was started with.
enum ProcessEnvironment {
  /// The variables that are set to something: one that is empty, or holds nothing but blanks, is as if it were not set.
  static var current: [String: String] {
    ProcessInfo.processInfo.environment.filter { !SettingText($0.value).text.isEmpty }
  }
}
