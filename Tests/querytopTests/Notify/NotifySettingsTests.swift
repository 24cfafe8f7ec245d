import CursesTerminal
import Foundation
import QueryCore
import TestSupport
import Testing

@testable import querytop

struct NotifySettingsTests {
  private func parse(_ yaml: String) throws(ConfigurationError) -> NotifySettings {
    try ConfigurationFile(path: "/c/config.yaml").parse(yaml.utf8).notify
  }

  @Test(arguments: ["", "notify:\n", "notify: {}", "notify: {bell: false, desktop: off}"])
  func `nothing is told that was not asked for`(yaml: String) throws {
    #expect(try parse(yaml) == NotifySettings())
    #expect(NotifySettings().hook.isEmpty && NotifySettings().desktop == nil)
  }

  @Test func `each way is asked for by itself, and the events by their words`() throws {
    let settings = try parse(
      """
      notify:
        bell: true
        desktop: osc777
        hook: [notify-send, "querytop says"]
        on: [ended, new_cause]
      """)
    #expect(settings.bell && settings.desktop == .osc777)
    #expect(settings.hook == ["notify-send", "querytop says"])
    #expect(settings.events == [.ended, .newCause])
  }

  @Test(arguments: [
    ("notify: yes", 1, 9), ("notify:\n  bel: true", 2, 3), ("notify:\n  bell: loud", 2, 9),
    ("notify:\n  desktop: growl", 2, 12), ("notify:\n  hook: say", 2, 9),
    ("notify:\n  hook: []", 2, 9), ("notify:\n  on: [ended,\n    finished]", 3, 5),
    ("notify:\n  on: ended", 2, 7), ("notify:\n  hook: [ghp_abcdefghij0123456789]", 2, 9),
  ])
  func `a mistake is told with its line and column`(yaml: String, line: Int, column: Int) {
    let error = #expect(throws: ConfigurationError.self) { try parse(yaml) }
    #expect(error?.line == line && error?.column == column, "\(String(describing: error))")
    #expect(
      error?.description.hasPrefix("/c/config.yaml, line \(line), column \(column): ") == true)
    #expect(error?.description.contains("ghp_") == false)
  }

  @Test func `an end that failed is told to whoever wants ends or failures`() {
    var settings = NotifySettings()
    let target = TargetSnapshot(target: sampleTarget("prod:job/j"), state: .failed)
    var event = WatchEvent(.failed, target, at: Date(), sentence: "")
    settings.events = [.ended]
    #expect(!settings.wants(event))
    event.isEnd = true
    #expect(settings.wants(event))
    settings.events = [.stalled]
    #expect(!settings.wants(event))
  }
}
