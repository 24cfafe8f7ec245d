import Foundation
import Glibc
import QueryCore
import TestSupport
import Testing

@testable import querytop

/// What `querytop completions` prints, and what a shell gets when it asks for a TARGET.
@Suite("Completion") struct CompletionTests {
  private static let yaml = """
    sources:
      prod: {provider: supermetrics, credential: {command: [touch, MARK]}}
      pt: {provider: polytomic, credential: {env: PT_KEY}}
    targets: ["prod:batch/nightly", "nowhere:batch/x", "$(touch MARK)",
      "https://api.supermetrics.com/enterprise/v2/query/batch/qrb_url/status"]
    """

  private static let recent =
    #"{"schema":"querytop.recent/1","targets":["prod:batch/zz","pt:query/aa","old:batch/x"]}"#

  /// A home with a configuration and something remembered.
  private func withHome(
    yaml: String = yaml, _ body: (TemporaryFolder, [String: String]) async throws -> Void
  ) async throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    mkdir(home.path("querytop"), 0o700)
    _ = try home.write("querytop/recent.json", Self.recent, mode: 0o600)
    let file = try home.write(
      "c.yaml", yaml.replacing("MARK", with: home.path("mark")))
    try await body(
      home,
      [
        "QUERYTOP_CONFIG": file, "QUERYTOP_STATE": "", "XDG_STATE_HOME": home.path(""),
        "HOME": home.path("home"), "SAP_SHELL": "bash",
      ])
  }

  @MainActor private func words(
    recent: [String] = [], yaml: String = "", environment: [String: String] = [:],
    without given: Set<String> = []
  ) throws -> [String] {
    TargetCompletion.words(
      recent: try recent.map { try Target(parsing: $0) },
      configuration: try ConfigurationFile(path: "/c").parse(yaml.utf8), environment: environment,
      without: given)
  }

  // MARK: The words

  @Test @MainActor func `offers what was used lately, then the configuration, then beginnings`()
    throws
  {
    let words = try words(recent: ["prod:batch/zz", "toolkit:job/a"], yaml: Self.yaml)
    #expect(
      words == [
        "prod:batch/zz", "toolkit:job/a", "prod:batch/nightly", "prod:batch/qrb_url",
        "prod:batch/", "prod:query/", "pt:query/",
      ])
  }

  @Test @MainActor func `offers each word once, and none that stands on the line`() throws {
    let words = try words(
      recent: ["prod:batch/nightly", "prod:batch/b"], yaml: Self.yaml, without: ["prod:batch/b"])
    #expect(words.prefix(2) == ["prod:batch/nightly", "prod:batch/qrb_url"])
  }

  @Test @MainActor func `offers the beginnings of sources that have a key`() throws {
    #expect(try words(environment: ["TOOLKIT_API_KEY": "x"]) == ["toolkit:job/"])
    #expect(try words(environment: ["TOOLKIT_API_KEY": ""]) == [])
  }

  @Test @MainActor func `offers no target of a source there is none of any more`() throws {
    #expect(try words(recent: ["old:batch/a", "polytomic:query/b"]) == ["polytomic:query/b"])
  }

  // MARK: The program's answer

  @Test(arguments: ["watch", "status", "wait", "failures", "export"])
  func `of a target is answered for every command that takes one`(command: String) async throws {
    try await withHome { home, environment in
      let (output, error, status) = try await Program.run(
        ["---completion", command, "--", "positional@0", "2", "0", "querytop", command, ""],
        environment: environment)
      let words = output.split(separator: "\n")
      #expect(words.starts(with: ["prod:batch/zz", "pt:query/aa", "prod:batch/nightly"]))
      #expect(words.last == "pt:query/" && error == "" && status == 0)
      // No command is run for it, and no word of the configuration by a shell.
      #expect(!FileManager.default.fileExists(atPath: home.path("mark")))
    }
  }

  @Test func `of a theme offers all there are, a person's own too`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.makeFolders("querytop/themes")
    _ = try folder.write("querytop/themes/mine.yaml", "")
    let (output, error, status) = try await Program.run(
      [
        "---completion", "themes", "--", "--preview", "3", "0", "querytop", "themes", "--preview",
        "",
      ],
      environment: ["XDG_CONFIG_HOME": folder.root])
    let words = Set(output.split(separator: "\n").map(String.init))
    #expect(words.isSuperset(of: ["dark", "light", "nord", "mine"]), "\(error)")
    #expect(error == "" && status == 0)
  }

  @Test func `of a target escapes its colon for zsh, which takes it for a description's`()
    async throws
  {
    try await withHome { _, environment in
      let (output, _, _) = try await Program.run(
        ["---completion", "watch", "--", "positional@0", "2", "0", "querytop", "watch", ""],
        environment: environment.merging(["SAP_SHELL": "zsh"]) { $1 })
      #expect(output.hasPrefix(#"prod\:batch/zz"#))
    }
  }

  @Test(arguments: ["targets: [", "\u{0}", "frob: 1", "version: 99"])
  func `of a target makes do without a configuration that is broken`(yaml: String) async throws {
    try await withHome(yaml: yaml) { _, environment in
      let (output, error, status) = try await Program.run(
        ["---completion", "watch", "--", "positional@0", "2", "0", "querytop", "watch", ""],
        environment: environment.merging(["POLYTOMIC_API_KEY": "some-key"]) { $1 })
      #expect(output == "polytomic:query/\n" && error == "" && status == 0)
    }
  }

  @Test func `of a target has nothing to offer without a home, and says nothing`() async throws {
    let (output, error, status) = try await Program.run(
      ["---completion", "watch", "--", "positional@0", "2", "0", "querytop", "watch", ""],
      environment: ["HOME": "", "XDG_STATE_HOME": "", "XDG_CONFIG_HOME": "", "SAP_SHELL": "bash"])
    #expect(output == "" && error == "" && status == 0)
  }

  // MARK: The scripts

  @Test(arguments: [
    ("bash", "\n", "complete -o filenames -F __querytop_complete querytop\n"),
    ("zsh", "#compdef querytop\n", "    __querytop_or_watch \"${@}\"\nfi\n"),
    ("fish", "function __querytop_should", "positional@0 (count (__querytop_tokens -pc))"),
  ])
  func `is taught to a shell by a script`(shell: String, start: String, end: String) async throws {
    let (output, error, status) = try await Program.run(["completions", shell])
    #expect(error == "" && status == 0)
    #expect(output.hasPrefix(start) && output.contains(end) && !output.contains("#!"))
    // What ArgumentParser registers is in the way of what is registered here.
    #expect(!output.contains("-F _querytop ") && !output.contains("compdef _querytop "))
    #expect(output.contains("__querytop_custom_complet"))
    for command in ["export", "completions"] { #expect(output.contains(command)) }
  }

  @Test(arguments: [["tcsh"], [], ["bash", "zsh"], ["Bash"]])
  func `is not taught to a shell querytop does not know`(shells: [String]) async throws {
    let (output, error, status) = try await Program.run(["completions"] + shells)
    #expect(status == 64 && output == "")
    if shells == ["tcsh"] { #expect(error.contains("'bash', 'zsh' or 'fish'")) }
  }

  @Test func `is set up by a line that its help tells`() async throws {
    let (output, _, status) = try await Program.run(["help", "completions"])
    #expect(status == 0)
    for line in [
      "source <(querytop completions bash)", "source <(querytop completions zsh)",
      "querytop completions fish | source",
    ] {
      #expect(output.split(separator: "\n").count { $0.contains(line) } == 1)
    }
  }

  // MARK: In a shell

  @Test func `works in bash as a person presses Tab`() async throws {
    try await withHome { home, environment in
      let program = try Program.path
      let folder = program[..<(program.lastIndex(of: "/") ?? program.endIndex)]
      let path = "\(folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
      try await TerminalDriver.with(
        columns: 100, environment: environment.merging(["PATH": path]) { $1 },
        shell: ["bash", "--norc", "--noprofile", "-i"]
      ) { terminal in
        try await terminal.run(
          line: "bind 'set bell-style none'; source <(querytop completions bash); clear")
        // Typed before the prompt is there, a line is echoed by the terminal and not read by bash.
        try await terminal.waitUntil("an empty line") { $0.joined() == "$" }
        _ = try home.write("rows and more.csv", "")
        for (typed, completed) in [
          ("watch prod:batch/n", "watch prod:batch/nightly |"),
          ("watch prod:q", "watch prod:query/|"),
          ("watch prod:", "watch prod:|"), ("watch pt:query/a", "watch pt:query/aa |"),
          ("failures prod:batch/qrb_u", "failures prod:batch/qrb_url |"),
          ("status prod:batch/zz pt:query/a", "status prod:batch/zz pt:query/aa |"),
          ("failures prod:batch/zz --fo", "failures prod:batch/zz --format |"),
          ("failures prod:batch/zz --by c", "failures prod:batch/zz --by cause |"),
          ("prod:batch/n", "prod:batch/nightly |"),
          ("prod:batch/zz --ev", "prod:batch/zz --every |"),
          ("pt", "pt:query/|"), ("fai", "failures |"),
          ("completions f", "completions fish |"),
          (
            "export pt:query/aa --to \(home.path("rows"))",
            "export pt:query/aa --to \(home.path("rows\\ and\\ more.csv")) |"
          ),
        ] {
          // The bar shows whether a blank follows.
          try await terminal.type("querytop \(typed)\t|")
          try await terminal.waitUntil(completed) { screen in
            screen.map { $0.replacing(" ", with: "") }.joined()
              .hasPrefix("$querytop" + completed.replacing(" ", with: ""))
              && screen.joined().contains(String(completed.suffix(2)))
          }
          try await terminal.send("C-u", "C-l")
          try await terminal.waitUntil("an empty line") { $0.joined() == "$" }
        }
        // Nothing is left of it in the shell.
        try await terminal.run(line: "trap -p RETURN; shopt -q extglob; echo left=$?")
        try await terminal.waitUntil("nothing left") { $0.contains("left=1") }
      }
    }
  }
}
