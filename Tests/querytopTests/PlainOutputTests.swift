import Testing

@Suite("Without a terminal") struct PlainOutputTests {
  @Test func `demo prints one reading without an escape byte`() async throws {
    let (output, error, status) = try await Program.run(["demo", "--queries", "50"])
    #expect(status == 0)
    #expect(output.contains("supermetrics:batch/qrb_"))
    #expect(output.contains("of 50"))
    #expect(!output.utf8.contains(0x1B) && !error.utf8.contains(0x1B))
    #expect(error.contains("not a terminal"))
  }

  @Test(arguments: [("TERM=dumb", "TERM=dumb cannot be drawn on"), ("-u TERM", "TERM is not set")])
  func `a terminal that cannot be drawn on gets one reading`(term: String, words: String)
    async throws
  {
    let demo = "env \(term) '\(try Program.path)' demo --queries 50 2>&1"
    let (output, error, status) = try await Program.shell("script -qec \"\(demo)\" /dev/null")
    #expect(status == 0 && error.isEmpty)
    #expect(output.contains(words) && output.contains("of 50"))
    #expect(!output.utf8.contains(0x1B))
  }

  @Test func `a theme that is not there is a bad setting`() async throws {
    let demo = "env TERM=vt100 QUERYTOP_THEME=nosuch '\(try Program.path)' demo"
    let (output, _, status) = try await Program.shell("script -qec \"\(demo)\" /dev/null")
    #expect(status == 78 && output.contains("there is no theme of that name"))
  }

  @Test func `a server that is not there is exit code 3 and a sentence`() async throws {
    let (output, _, status) = try await Program.run(
      ["watch", "supermetrics:batch/qrb_1"],
      environment: [
        "SUPERMETRICS_API_KEY": "k", "SUPERMETRICS_BASE_URL": "http://127.0.0.1:9/v2",
      ])
    #expect(status == 3)
    #expect(output.contains("supermetrics cannot be reached"))
  }

  @Test(arguments: [
    (["watch"], "nothing to watch"), (["watch", "nonsense"], "is not a target"),
    (["watch", "elsewhere:query/x"], "is not a source"),
    (["demo", "--queries", "0"], "1 to 100000"),
    (["frobnicate"], ""), (["wach"], "did you mean the command watch?"),
    (["statsu"], "did you mean the command status?"),
    (["version"], "did you mean --version?"),
    (["help", "wiat"], "there is no command \"wiat\"; did you mean the command wait?"),
    (["status", "supermetric:batch/x"], "; did you mean supermetrics?"),
    (["watch", "--every", "2h", "toolkit:job/x"], "--every takes 1 to 3600 seconds"),
    (["supermetrics:job/x"], "supermetrics has no job: write supermetrics:batch/ID"),
    (["status", "toolkit:batch/x"], "toolkit has no batch: write toolkit:job/ID"),
    (["watch", "supermetrics:batch/a/../b"], "is not an id"),
  ]) func `wrong usage is exit code 64 and says what is wrong`(arguments: [String], words: String)
    async throws
  {
    let (_, error, status) = try await Program.run(arguments)
    #expect(status == 64)
    #expect(words.isEmpty || error.contains(words))
  }

  @Test func `a closed standard error is no reason to die, a full disk is told`() async throws {
    let program = try Program.path
    #expect(try await Program.shell("'\(program)' demo --queries 50 2>&-").status == 0)
    let full = try await Program.shell("'\(program)' demo --queries 50 >/dev/full")
    #expect(full.status == 3 && full.error.contains("could not be written"))
  }

  @Test(arguments: ["themes", "--help", "demo --queries 50"])
  func `a closed standard output is told, and nothing else is written to in its place`(
    command: String
  ) async throws {
    let (_, error, status) = try await Program.shell("'\(try Program.path)' \(command) >&-")
    #expect(status == 3)
    #expect(error.hasSuffix("standard output could not be written: it is closed\n"), "\(error)")
  }

  @Test func `a key pasted in a URL is not repeated`() async throws {
    let json = "%7B%22api_key%22%3A%22SECRET%22%7D"
    for (url, words) in [
      ("https://api.example.com/query/x?json=\(json)", "holds a key"),
      ("api.example.com/x?json=\(json)", "is not a target"),
    ] {
      let (output, error, status) = try await Program.run(["watch", url])
      #expect(status == 64)
      #expect(!(output + error).contains("SECRET"))
      #expect(error.contains(words))
    }
  }

  @Test(arguments: [
    ["status", "smk_live_4f1d9b2c7a55"], ["watch", "prod:query/smk_live_4f1d9b2c7a55 x"],
    ["export", "toolkit:job/x", "smk_live_4f1d9b2c7a55"],
    ["failures", "toolkit:job/x", "--format", "smk_live_4f1d9b2c7a55"],
  ])
  func `a word that may be a key is not repeated in an error`(words: [String]) async throws {
    let (output, error, status) = try await Program.run(words)
    #expect(status == 64 && !(output + error).contains("4f1d9b2c7a55"), "\(error)")
  }

  @Test func `a key never shows in what is printed`() async throws {
    let canary = "canary-4f1d9b"
    let (output, error, _) = try await Program.run(
      ["watch", "supermetrics:batch/qrb_1"],
      environment: [
        "SUPERMETRICS_API_KEY": canary, "SUPERMETRICS_BASE_URL": "http://127.0.0.1:9/v2",
      ])
    #expect(!(output + error).contains(canary))
    let bad = try await Program.run(
      ["watch", "supermetrics:batch/qrb_1"],
      environment: ["SUPERMETRICS_API_KEY": canary + " x"])
    #expect(bad.status == 78)
    #expect(!(bad.output + bad.error).contains(canary))
    #expect(bad.error.contains("SUPERMETRICS_API_KEY"))
  }
}
