import Foundation
import Glibc
import QueryHTTP
import QueryReports
import Testing

@testable import querytop

/// Words, for the tests of what is common to all that is remembered.
nonisolated private struct Words: StateDocument {
  static let name = "words"
  static let version = 2

  var words: [String] = []

  mutating func read(_ key: JSONKey, _ reader: inout JSONReader) throws {
    if case "words" = key {
      var read: [String] = []
      try reader.readArray { reader in
        if let word = try reader.readText() { read.append(word) }
      }
      words = read
    }
  }

  var members: [(String, JSONText)] { [("words", .texts(words))] }
}

extension StateFolder {
  fileprivate func add(_ word: String) -> Bool {
    update(Words.self) { $0.words.append(word) }
  }

  fileprivate var words: [String] { read(Words.self).words }
}

@Suite("The state folder") struct StateFolderTests {
  private func withHome(_ body: (TemporaryFolder, StateFolder) throws -> Void) throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    try body(home, StateFolder(path: home.path("a/b/querytop"), patience: 1))
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  private func files(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  @Test(
    arguments: [
      (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/querytop"),
      (["XDG_STATE_HOME": "s", "HOME": "/h"], "/h/.local/state/querytop"),
      (["XDG_STATE_HOME": "", "HOME": "/h"], "/h/.local/state/querytop"),
      (["QUERYTOP_STATE": "", "HOME": "/h"], "/h/.local/state/querytop"),
      (["QUERYTOP_STATE": "off", "HOME": "/h"], nil), (["HOME": "h"], nil), (["HOME": ""], nil),
      ([:], nil),
    ] as [([String: String], String?)])
  func `is where the environment says`(environment: [String: String], path: String?) {
    #expect(StateFolder(environment)?.path == path)
  }

  @Test func `keeps what was put in, for its owner alone`() throws {
    try withHome { home, folder in
      #expect(folder.words == [])
      #expect(folder.add("one") && folder.add("two"))
      #expect(folder.words == ["one", "two"])
      for path in ["a", "a/b", "a/b/querytop"] { #expect(mode(home.path(path)) == 0o700) }
      #expect(try files(folder.path) == ["lock", "words.json"])
      for file in try files(folder.path) { #expect(mode("\(folder.path)/\(file)") == 0o600) }
      let text = try String(contentsOfFile: "\(folder.path)/words.json", encoding: .utf8)
      #expect(text == #"{"schema":"querytop.words/2","words":["one","two"]}"# + "\n")
    }
  }

  @Test func `is not made by reading`() throws {
    try withHome { home, folder in
      #expect(folder.words == [] && folder.problem() == nil)
      #expect(!FileManager.default.fileExists(atPath: home.path("a")))
    }
  }

  @Test func `that others could look into is closed to them`() throws {
    try withHome { _, folder in
      #expect(folder.add("one"))
      chmod(folder.path, 0o755)
      #expect(folder.add("two"))
      #expect(mode(folder.path) == 0o700)
    }
  }

  @Test(arguments: [0o770, 0o702, 0o777] as [mode_t])
  func `that others may write to is not used`(mode: mode_t) throws {
    try withHome { _, folder in
      #expect(folder.add("one"))
      chmod(folder.path, mode)
      #expect(folder.words == [] && !folder.add("two"))
      #expect(folder.problem()?.contains("run chmod go-w \(folder.path)") == true)
    }
  }

  @Test func `that belongs to another user is not used`() throws {
    try withHome { home, made in
      #expect(made.add("one"))
      // Only root can give a folder away; everybody else finds one of root's.
      let path = geteuid() == 0 ? made.path : "/usr/share"
      if geteuid() == 0 { chown(path, 65_534, 65_534) }
      let folder = StateFolder(path: path, patience: 1)
      #expect(folder.words == [] && !folder.add("two"))
      #expect(folder.problem()?.contains("belongs to another user") == true)
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func `is not made by root in somebody's home`() throws {
    try withHome { home, folder in
      chown(home.path(""), 65_534, 65_534)
      #expect(!folder.add("one"))
      #expect(!FileManager.default.fileExists(atPath: home.path("a")))
    }
  }

  @Test func `that is a link is not followed`() throws {
    try withHome { home, folder in
      #expect(folder.add("one"))
      symlink(folder.path, home.path("link"))
      let link = StateFolder(path: home.path("link"), patience: 1)
      #expect(link.words == [] && !link.add("two") && link.problem() != nil)
      #expect(folder.words == ["one"])
    }
  }

  @Test(arguments: ["/proc/querytop", "/etc/passwd/querytop", "/dev/null/querytop", "/dev/null"])
  func `that cannot be made is none`(path: String) {
    let folder = StateFolder(path: path, patience: 1)
    #expect(folder.words == [] && !folder.add("one"))
  }

  @Test(.enabled(if: geteuid() != 0)) func `that its owner made read-only stays so`() throws {
    try withHome { _, folder in
      #expect(folder.add("one"))
      chmod(folder.path, 0o500)
      #expect(folder.words == ["one"] && !folder.add("two"))
      #expect(folder.problem()?.contains("cannot be written to") == true)
      chmod(folder.path, 0o700)
    }
  }

  // MARK: Its files

  @Test(arguments: [
    "", "{", "[]", "null", "\u{0}\u{0}", #"{"schema":"querytop.words/2","words":["a"]}x"#,
    #"{"words":["a"]}"#, #"{"schema":"querytop.words/3","words":["a"]}"#,
    #"{"schema":["querytop.words/2"],"words":["a"]}"#,
    #"{"schema":"querytop.words/2","words":{"a":1}}"#, #"{"schema":"querytop.words/2","words":7}"#,
    #"{"schema":"querytop.words/2","words":"# + String(repeating: "[", count: 100_000),
    #"{"schema":"querytop.words/2","words":["a"]}"# + String(repeating: " ", count: 1 << 20),
  ])
  func `that make no sense are as if they were not there, and are replaced`(text: String) throws {
    try withHome { _, folder in
      #expect(folder.add("one"))
      try text.write(toFile: "\(folder.path)/words.json", atomically: false, encoding: .utf8)
      #expect(folder.words == [])
      #expect(folder.add("two"))
      #expect(folder.words == ["two"])
    }
  }

  @Test(arguments: ["fifo", "link", "socket", "writable by others"])
  func `that are no files of one's own are as if they were not there`(kind: String) throws {
    try withHome { home, folder in
      #expect(folder.add("one"))
      let path = "\(folder.path)/words.json"
      let other = try home.write("other", #"{"schema":"querytop.words/2","words":["a"]}"#)
      let before = try String(contentsOfFile: other, encoding: .utf8)
      if kind == "writable by others" { chmod(path, 0o622) } else { unlink(path) }
      if kind == "fifo" { mkfifo(path, 0o600) }
      if kind == "socket" { mknod(path, S_IFSOCK | 0o600, 0) }
      if kind == "link" { symlink(other, path) }
      #expect(folder.words == [])
      #expect(folder.add("two"))
      #expect(folder.words == ["two"] && mode(path) == 0o600)
      #expect(try String(contentsOfFile: other, encoding: .utf8) == before)
    }
  }

  @Test func `have their members in any order, and members nobody knows`() throws {
    try withHome { _, folder in
      #expect(folder.add("one"))
      try #"{"x":{"y":[1]},"words":["a"],"schema":"querytop.words/2"}"#.write(
        toFile: "\(folder.path)/words.json", atomically: false, encoding: .utf8)
      #expect(folder.words == ["a"])
    }
  }

  @Test(arguments: ["words.json", "words.json.new", "lock"])
  func `that cannot be replaced leave things as they are`(name: String) throws {
    try withHome { _, folder in
      #expect(folder.add("one"))
      unlink("\(folder.path)/\(name)")
      mkdir("\(folder.path)/\(name)", 0o700)
      #expect(!folder.add("two"))
      #expect(folder.words == (name == "words.json" ? [] : ["one"]))
    }
  }

  @Test func `are not changed while another process changes one`() throws {
    try withHome { _, folder in
      #expect(folder.add("one"))
      let lock = open("\(folder.path)/lock", O_RDWR)
      flock(lock, LOCK_EX)
      #expect(!folder.add("two"))
      #expect(folder.words == ["one"])
      close(lock)
      #expect(folder.add("two"))
    }
  }

  @Test func `lose nothing to many who write at once`() async throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    // Far more patience than a person's: what is tested is that none overwrites another.
    let folder = StateFolder(path: home.path("querytop"), patience: 10_000)
    await withTaskGroup { group in
      for writer in 0..<8 {
        group.addTask {
          for number in 0..<25 { #expect(folder.add("\(writer)-\(number)")) }
        }
      }
    }
    #expect(Set(folder.words).count == 200)
  }

  @Test func `are not longer than a MiB`() throws {
    try withHome { _, folder in
      #expect(folder.add("one"))
      #expect(!folder.add(String(repeating: "x", count: StateFolder.longest)))
      #expect(folder.words == ["one"])
    }
  }

  @Test func `never hold a key`() throws {
    try withHome { home, _ in
      let redactor = Redactor()
      redactor.learn("some-long-key")
      let folder = StateFolder(path: home.path("querytop"), redactor: redactor, patience: 1)
      #expect(folder.add("one") && !folder.add("x some-long-key y"))
      #expect(folder.words == ["one"])
    }
  }

  @Test func `are not rewritten where nothing changes`() throws {
    try withHome { _, folder in
      #expect(folder.add("one"))
      var before = stat()
      stat("\(folder.path)/words.json", &before)
      #expect(folder.update(Words.self) { _ in })
      var after = stat()
      stat("\(folder.path)/words.json", &after)
      #expect(before.st_ino == after.st_ino)
    }
  }
}
