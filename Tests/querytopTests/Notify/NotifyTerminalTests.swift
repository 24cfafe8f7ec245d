import Foundation
import Testing

/// What a terminal is sent of an event; the hook ends the dashboard when the batch has ended.
struct NotifyTerminalTests {
  private func screen(term: String, notify: String, environment: [String: String] = [:])
    async throws -> String
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = folder.root + "/config.yaml"
    try """
    notify: {\(notify), hook: [sh, -c, 'cat >/dev/null; kill -TERM $PPID'], on: [ended]}
    """.write(toFile: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    return try await LiveSimulator.serving(queries: 40, duration: 3, beginsWhenAsked: true) {
      simulator in
      let watch = "env TERM=\(term) '\(try Program.path)' watch --every 1 \(simulator.target)"
      let given = ["TMUX": "", "STY": "", "QUERYTOP_CONFIG": file, "LANG": "C.UTF-8"]
      return try await Program.shell(
        "timeout -s KILL 600 script -qec \"stty rows 24 cols 80; \(watch)\" /dev/null",
        environment: simulator.environment.merging(given) { $1 }.merging(environment) { $1 }
      ).output
    }
  }

  @Test func `a terminal that knows them is sent bell and notification`() async throws {
    let bytes = try await screen(term: "xterm-256color", notify: "bell: true, desktop: osc9")
    #expect(
      bytes.contains("\u{07}\u{1B}]9;querytop: supermetrics:batch/qrb_"), "\(bytes.suffix(3000))")
  }

  @Test func `inside tmux the notification is wrapped`() async throws {
    let bytes = try await screen(
      term: "tmux-256color", notify: "desktop: osc777", environment: ["TMUX": "/tmp/t,1,0"])
    #expect(bytes.contains("\u{1B}Ptmux;\u{1B}\u{1B}]777;notify;querytop;supermetrics:batch/qrb_"))
  }

  @Test func `nothing is sent that was not asked for, and no sequence to a console`() async throws {
    let bytes = try await screen(term: "linux", notify: "bell: false, desktop: osc9")
    #expect(!bytes.contains("]9;querytop"))
  }
}
