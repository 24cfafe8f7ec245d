import Glibc

/// A person at a terminal: a shell in a private tmux server, typed at and looked at.
///
/// What it does is real, so it waits for what it expects to see and never for a length of time.
package final class TerminalDriver: Sendable {
  /// Why a step could not be done.
  package enum Failure: Error, CustomStringConvertible {
    case timedOut(waitingFor: String, screen: [String])
    case commandFailed([String], status: Int32, output: String)

    package var description: String {
      switch self {
      case .timedOut(let wanted, let screen):
        "waited for \"\(wanted)\", but the screen shows:\n" + screen.joined(separator: "\n")
      case .commandFailed(let command, let status, let output):
        "\(command.joined(separator: " ")) ended with \(status): \(output)"
      }
    }
  }

  /// What a program asked of its terminal.
  package struct Modes: Hashable, Sendable {
    package let alternateScreen: Bool
    package let cursorVisible: Bool
    package let mouse: Bool
    package let applicationCursorKeys: Bool

    /// A terminal as a shell expects it.
    package static let ordinary = Modes(
      alternateScreen: false, cursorVisible: true, mouse: false, applicationCursorKeys: false)
  }

  private let server: String

  private init(
    columns: Int, rows: Int, environment: [String: String], shell: [String]
  ) async throws {
    server = "querytop-\(getpid())-\(UInt32.random(in: .min ... .max))"
    let usual = ["LANG": "C.UTF-8", "PS1": "$ ", "ENV": "", "QUERYTOP_STATE": "off"]
    let given = usual.merging(environment) { $1 }
    let settings = given.map { "\($0.key)=\($0.value)" }.sorted()
    try await tmux(
      ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "env"] + settings + shell)
    // What a program copies is kept by the terminal, as a person's own does.
    try await tmux(["set-option", "-s", "set-clipboard", "on"])
    try await waitFor("$")
  }

  /// Runs the body at a shell with the prompt `$ `, then ends all that runs there.
  ///
  /// - Parameters:
  ///   - columns: The window's width.
  ///   - rows: The window's height.
  ///   - environment: Set for the shell besides what this process has; unless given, `LANG` is
  ///     `C.UTF-8`, and `QUERYTOP_STATE` is `off`.
  ///   - shell: What is typed to.
  /// - Throws: ``Failure`` when there is no tmux or no prompt.
  package static func with(
    columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
    shell: [String] = ["sh", "-i"], _ body: (TerminalDriver) async throws -> Void
  ) async throws {
    let terminal = try await TerminalDriver(
      columns: columns, rows: rows, environment: environment, shell: shell)
    do {
      try await body(terminal)
    } catch {
      try await terminal.end()
      throw error
    }
    try await terminal.end()
  }

  /// Ends the server and with it everything that runs on the terminal.
  private func end() async throws {
    let socket = try await Self.run([
      "tmux", "-L", server, "display-message", "-p", "#{socket_path}",
    ])
    _ = try await Self.run(["tmux", "-L", server, "kill-server"])
    if socket.status == 0 { unlink(socket.output.trimmed) }
  }

  /// Types a line and Enter.
  package func run(line: String) async throws {
    try await type(line)
    try await send("Enter")
  }

  /// Types text as it stands.
  package func type(_ text: String) async throws {
    try await tmux(["send-keys", "-l", "--", text])
  }

  /// Pastes what is in a file, marked where the program asked for that.
  package func paste(contentsOf path: String) async throws {
    try await tmux(["load-buffer", path])
    try await tmux(["paste-buffer", "-p", "-r"])
  }

  /// Presses keys by tmux's names for them: `Enter`, `Down`, `C-z`, `F1`, `q`.
  package func send(_ keys: String...) async throws {
    try await tmux(["send-keys"] + keys)
  }

  /// The screen as it stands, a string a row.
  package func screen() async throws -> [String] {
    var lines = try await tmux(["capture-pane", "-p"]).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Waits until a text is on the screen.
  ///
  /// - Returns: The screen that shows it.
  /// - Throws: ``Failure/timedOut(waitingFor:screen:)``.
  @discardableResult
  package func waitFor(
    _ text: String, timeout: Duration = .seconds(60)
  ) async throws -> [String] {
    try await waitUntil("“\(text)”", timeout: timeout) { $0.contains { $0.contains(text) } }
  }

  /// Waits until the screen meets a condition; `what` names it in the failure.
  @discardableResult
  package func waitUntil(
    _ what: String, timeout: Duration = .seconds(60), _ isMet: ([String]) -> Bool
  ) async throws -> [String] {
    let end = ContinuousClock.now + timeout
    while true {
      let screen = try await screen()
      if isMet(screen) { return screen }
      guard ContinuousClock.now < end else {
        throw Failure.timedOut(waitingFor: what, screen: screen)
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// What a program copied last (OSC 52); nil before the first copy.
  package func clipboard() async throws -> String? {
    let buffer = try await Self.run(["tmux", "-L", server, "show-buffer"])
    return buffer.status == 0 ? buffer.output : nil
  }

  /// Gives the window another size.
  package func resize(columns: Int, rows: Int) async throws {
    try await tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The terminal's line settings in one word, as `stty -g` prints them.
  package func sttyState() async throws -> String {
    let terminal = try await value(of: "pane_tty")
    return try await Self.checked(["stty", "-F", terminal, "-g"]).trimmed
  }

  package func modes() async throws -> Modes {
    func isOn(_ flag: String) async throws -> Bool { try await value(of: flag) == "1" }
    return Modes(
      alternateScreen: try await isOn("alternate_on"), cursorVisible: try await isOn("cursor_flag"),
      mouse: try await isOn("mouse_any_flag"),
      applicationCursorKeys: try await isOn("keypad_cursor_flag"))
  }

  /// Sends a signal to what runs in the foreground of the terminal.
  package func kill(_ signal: Int32) async throws {
    let terminal = try await value(of: "pane_tty")
    let groups = try await Self.checked(["ps", "-t", terminal, "-o", "tpgid="])
    guard let group = groups.split(whereSeparator: \.isWhitespace).first.flatMap({ pid_t($0) })
    else {
      throw Failure.commandFailed(["ps"], status: 0, output: groups)
    }
    Glibc.kill(-group, signal)
  }

  private func value(of format: String) async throws -> String {
    try await tmux(["display-message", "-p", "#{\(format)}"]).trimmed
  }

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> String {
    try await Self.checked(["tmux", "-L", server, "-f", "/dev/null"] + arguments)
  }

  private static func checked(_ command: [String]) async throws -> String {
    let (status, output) = try await run(command)
    guard status == 0 else {
      throw Failure.commandFailed(command, status: status, output: output)
    }
    return output
  }
}

extension TerminalDriver {
  /// Runs a command found on PATH to its end.
  ///
  /// - Returns: the exit status, and what it wrote to both outputs.
  fileprivate static func run(_ command: [String]) async throws -> (status: Int32, output: String) {
    let end = try await Child.run(command)
    return (end.status, end.output + end.error)
  }
}

extension String {
  fileprivate var trimmed: String {
    split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }
}
