import DashboardUI
import FoundationEssentials
import Glibc

/// The zone of the person's own clock, as libc reads it: `TZ`, else `/etc/localtime`.
enum LocalZone {
  /// The offset at a moment in seconds east of Greenwich; a zone libc does not know is Greenwich.
  ///
  /// An `/etc/localtime` that has been changed counts from then on.
  static func offset(at date: Date) -> Int {
    // Looks whether the file is another; `localtime_r` by itself keeps to what was read first.
    tzset()
    return offset(Int(date.timeIntervalSince1970.rounded(.down)))
  }

  /// The clock as it is read now.
  ///
  /// Its table reaches from twenty years back to two years ahead: by then ``change(of:at:)`` has made another.
  static func clock(at now: Date) -> ClockText {
    tzset()
    let second = Int(now.timeIntervalSince1970)
    let year = 31_557_600
    return ClockText(UTCOffsets(over: (second - 20 * year)...(second + 2 * year), asking: offset))
  }

  /// The clock in place of one that no longer tells the person's time; nil while it does.
  static func change(of clock: ClockText, at now: Date) -> ClockText? {
    clock.offset(at: now) == offset(at: now) ? nil : self.clock(at: now)
  }

  private static func offset(_ moment: Int) -> Int {
    var moment = time_t(moment)
    var parts = tm()
    guard localtime_r(&moment, &parts) != nil else { return 0 }
    return parts.tm_gmtoff
  }
}
