import DashboardUI
import FoundationEssentials

/// What `doctor` finds of the clock that times of day are written by.
enum ClockFinding {
  static func of(_ environment: [String: String], now: Date) -> Finding {
    let zone = environment["TZ"]
    if let zone, !isKnown(zone, in: environment["TZDIR"] ?? "/usr/share/zoneinfo") {
      return .note(
        "clock",
        "UTC: TZ is \(zone), which this machine does not know; "
          + "name another zone, or install tzdata")
    }
    let time = LocalZone.clock(at: now).minutes(now)
    let offset = name(of: LocalZone.offset(at: now))
    return .good("clock", "\(time), \(offset)" + (zone.map { " by TZ, \($0)" } ?? ""))
  }

  /// `UTC+5:30` for an offset in seconds east of Greenwich.
  static func name(of offset: Int) -> String {
    guard offset != 0 else { return "UTC" }
    let minutes = abs(offset) / 60
    let rest = minutes % 60
    let tail = rest == 0 ? "" : rest < 10 ? ":0\(rest)" : ":\(rest)"
    return "UTC\(offset < 0 ? "-" : "+")\(minutes / 60)\(tail)"
  }

  /// Whether libc understands a value of `TZ`, and does not fall back on Greenwich: a rule (`CET-1CEST,M3.5.0,M10.5.0/3`, POSIX.1-2024
  /// 8.3), a word for Greenwich, or a file of rules.
  ///
  /// - Parameter folder: where the files are.
  static func isKnown(_ zone: String, in folder: String) -> Bool {
    let name = zone.hasPrefix(":") ? String(zone.dropFirst()) : zone
    if name.contains(/^(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)[+-]?[0-9]/) { return true }
    if name.contains(/^(?:Etc\/)?(?:UTC|UCT|GMT|Universal|Zulu)$/) { return true }
    let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
    // RFC 9636, 3.1.
    return FileManager.default.contents(atPath: path)?.starts(with: "TZif".utf8) ?? false
  }
}
