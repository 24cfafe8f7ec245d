import DashboardUI
import Foundation
import Testing

@testable import querytop

/// When a zone's clocks changed, by the IANA time zone database.
private struct ZoneCase: Codable, Sendable, CustomStringConvertible {
  /// What `TZ` is set to; nil for nothing.
  let zone: String?
  /// Moments in seconds since 1970, and the offset from each on, in seconds east of Greenwich.
  let changes: [[Int]]
  /// The offset before the first.
  let before: Int

  init(_ zone: String?, before: Int, _ changes: (String, Int)...) {
    self.zone = zone
    self.before = before
    self.changes = changes.compactMap { moment, offset in
      (try? Date(moment, strategy: .iso8601)).map { [Int($0.timeIntervalSince1970), offset] }
    }
  }

  var description: String { zone ?? "unset" }

  /// Reads the zone in this process, which is to end afterwards.
  @MainActor func check() {
    if let zone { setenv("TZ", zone, 1) } else { unsetenv("TZ") }
    let clock = LocalZone.clock(at: Date(timeIntervalSince1970: 1_795_000_000))
    var offset = before
    for change in changes {
      let moment = Date(timeIntervalSince1970: Double(change[0]))
      #expect(clock.offset(at: moment - 1) == offset, "just before \(moment)")
      #expect(clock.offset(at: moment) == change[1], "from \(moment) on")
      offset = change[1]
    }
  }
}

@Suite("The person's zone") struct LocalZoneTests {
  private static let hasZones = FileManager.default.fileExists(
    atPath: "/usr/share/zoneinfo/Europe/Helsinki")

  // Each in a process of its own: TZ is the whole process's.
  @Test(
    .enabled(if: hasZones, "the machine has no tzdata"),
    arguments: [
      ZoneCase(
        "Europe/Helsinki", before: 7200, ("2026-03-29T01:00:00Z", 10_800),
        ("2026-10-25T01:00:00Z", 7200)),
      ZoneCase(
        ":America/New_York", before: -18_000, ("2026-03-08T07:00:00Z", -14_400),
        ("2026-11-01T06:00:00Z", -18_000)),
      ZoneCase(
        "Australia/Sydney", before: 39_600, ("2026-04-04T16:00:00Z", 36_000),
        ("2026-10-03T16:00:00Z", 39_600)),
      ZoneCase(
        "Australia/Adelaide", before: 37_800, ("2026-04-04T16:30:00Z", 34_200),
        ("2026-10-03T16:30:00Z", 37_800)),
      ZoneCase(
        "Australia/Lord_Howe", before: 39_600, ("2026-04-04T15:00:00Z", 37_800),
        ("2026-10-03T15:30:00Z", 39_600)),
      ZoneCase(":/usr/share/zoneinfo/Asia/Kolkata", before: 19_800),
      ZoneCase("Asia/Kathmandu", before: 20_700), ZoneCase("Africa/Lagos", before: 3600),
      // A day was left out there.
      ZoneCase("Pacific/Apia", before: -36_000, ("2011-12-30T10:00:00Z", 50_400)),
    ])
  fileprivate func `is read from the machine's files`(_ zone: ZoneCase) async {
    await #expect(processExitsWith: .success) { [zone = zone as ZoneCase] in await zone.check() }
  }

  @Test(arguments: [
    ZoneCase(
      "CET-1CEST,M3.5.0,M10.5.0/3", before: 3600, ("2026-03-29T01:00:00Z", 7200),
      ("2026-10-25T01:00:00Z", 3600)),
    ZoneCase("<+0330>-3:30", before: 12_600),
    ZoneCase(
      "NZST-12NZDT,M9.5.0,M4.1.0/3", before: 46_800, ("2026-04-04T14:00:00Z", 43_200),
      ("2026-09-26T14:00:00Z", 46_800)),
    ZoneCase("UTC0", before: 0), ZoneCase("No/Such", before: 0), ZoneCase("!", before: 0),
    ZoneCase(":/dev/null", before: 0), ZoneCase("", before: 0),
  ])
  fileprivate func `is read from a rule in TZ, and is Greenwich where that is nonsense`(
    _ zone: ZoneCase
  ) async {
    await #expect(processExitsWith: .success) { [zone = zone as ZoneCase] in await zone.check() }
  }

  @Test func `is what date says where TZ is not set`() async throws {
    let said = try await Program.shell("unset TZ; date +%s%z")
    let line = said.output.trimmingCharacters(in: .newlines)
    let sign = line.dropLast(4).suffix(1) == "-" ? -1 : 1
    let digits = line.suffix(4)
    let hours = try #require(Int(digits.prefix(2)))
    let minutes = try #require(Int(digits.suffix(2)))
    let now = try #require(Double(line.dropLast(5)))
    let expected = sign * (hours * 3600 + minutes * 60)
    await #expect(processExitsWith: .success) {
      [now = now as Double, expected = expected as Int] in
      unsetenv("TZ")
      let offset = await LocalZone.offset(at: Date(timeIntervalSince1970: now))
      #expect(offset == expected)
    }
  }

  @Test func `is read again when it is another`() async {
    await #expect(processExitsWith: .success) {
      await MainActor.run {
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        setenv("TZ", "EET-2", 1)
        let clock = LocalZone.clock(at: now)
        #expect(LocalZone.change(of: clock, at: now) == nil)
        setenv("TZ", "JST-9", 1)
        #expect(LocalZone.change(of: clock, at: now)?.offset(at: now) == 32_400)
      }
    }
  }

  @Test(arguments: [
    ("Europe/Helsinkki", false), ("nonsense", false), (":/etc/hostname", false), ("UTC", true),
    ("CET-1CEST,M3.5.0,M10.5.0/3", true), ("<+0330>-3:30", true), ("EST5", true), ("", false),
  ])
  @MainActor func `that is not known here is told by doctor`(zone: String, isKnown: Bool) {
    #expect(ClockFinding.isKnown(zone, in: "/usr/share/zoneinfo") == isKnown)
    let finding = ClockFinding.of(["TZ": zone], now: Date())
    #expect((finding.verdict == .note) == !isKnown)
  }

  @Test(arguments: [
    (0, "UTC"), (7200, "UTC+2"), (-12_600, "UTC-3:30"), (20_700, "UTC+5:45"),
  ])
  @MainActor func `has a name by its offset`(offset: Int, name: String) {
    #expect(ClockFinding.name(of: offset) == name)
  }
}
