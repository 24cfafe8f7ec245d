import Foundation
import Glibc
import TestSupport
import Testing

@testable import querytop

final class ExportFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path("rows.csv") }
  private static let text = "a,b\r\n1,2\r\n"

  init() throws { folder = try TemporaryFolder() }

  deinit { folder.remove() }

  private func export(
    isForced: Bool = false, fault: @escaping ExportFile.Fault = { _ in nil }
  ) throws {
    let file = try ExportFile(path: path, isForced: isForced, fault: fault)
    try file.note(#"{"rows":0}"#)
    try file.append(Array("a,b\r\n".utf8))
    try file.append(Array("1,2\r\n".utf8))
    try file.note(#"{"rows":1}"#)
    try file.finish()
  }

  private func content(of name: String = "rows.csv") throws -> String? {
    guard FileManager.default.fileExists(atPath: folder.path(name)) else { return nil }
    return try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  private func mode(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted()
  }

  @Test func `a finished export is whole, alone in its folder, and has the mode of a new file`()
    throws
  {
    try export()
    let mask = umask(0o022)
    umask(mask)
    #expect(try mode(of: path) == 0o666 & ~Int(mask))
    #expect(try content() == Self.text)
    #expect(try names() == ["rows.csv"])
  }

  @Test
  func `until it is finished there is a partial file of the owner's, with a note of what it holds`()
    throws
  {
    let file = try ExportFile(path: path)
    try file.append(Array("a,b\r\n".utf8))
    try file.note(#"{"rows":0,"of":12}"#)
    try file.note(#"{"rows":1}"#)
    #expect(try mode(of: path + ".partial") == 0o600)
    let note = try content(of: "rows.csv.partial.json")
    #expect(note?.split(separator: " ").map(String.init) == [#"{"rows":1}"#, "\n"])
    #expect(try content() == nil)
  }

  @Test func `a file that is there is replaced only when forced, and keeps its mode then`() throws {
    try "old".write(toFile: path, atomically: false, encoding: .utf8)
    chmod(path, 0o640)
    #expect(throws: ExportProblem(path: path, reason: .exists)) { try export() }
    #expect(try content() == "old")
    try export(isForced: true)
    #expect(try mode(of: path) == 0o640)
    #expect(try content() == Self.text)
  }

  @Test func `a file that appears while the rows come in is not replaced`() throws {
    let file = try ExportFile(path: path)
    try "theirs".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(throws: ExportProblem(path: path, reason: .refused(.rename, code: EEXIST))) {
      try file.finish()
    }
    #expect(try content() == "theirs")
  }

  @Test func `a link is not followed, and a folder is no file`() throws {
    try "secret".write(toFile: folder.path("other"), atomically: false, encoding: .utf8)
    symlink(folder.path("other"), path)
    #expect(throws: ExportProblem.self) { try export(isForced: true) }
    #expect(try content(of: "other") == "secret")
    #expect(throws: ExportProblem.self) { try ExportFile(path: folder.path(".")) }
    #expect(throws: ExportProblem.self) { try ExportFile(path: folder.path("")) }
  }

  @Test func `a link in the place of the partial file is not followed`() throws {
    try "secret".write(toFile: folder.path("other"), atomically: false, encoding: .utf8)
    symlink(folder.path("other"), path + ".partial")
    #expect(throws: ExportProblem.self) { try export() }
    #expect(try content(of: "other") == "secret")
  }

  @Test func `two exports to one name do not mix`() throws {
    let first = try ExportFile(path: path)
    try first.append(Array("a".utf8))
    #expect(throws: ExportProblem(path: path, reason: .busy)) { try export() }
    try first.finish()
    #expect(try content() == "a")
  }

  @Test func `only the very file that was written gets the name`() throws {
    let file = try ExportFile(path: path)
    try file.append(Array("mine".utf8))
    #expect(file.isPartialThere)
    unlink(path + ".partial")
    try "theirs".write(toFile: path + ".partial", atomically: false, encoding: .utf8)
    #expect(!file.isPartialThere)
    #expect(throws: ExportProblem(path: path, reason: .replaced)) { try file.finish() }
    #expect(try content() == nil)
    // What somebody else put there stays, for them to find.
    file.discard()
    #expect(try content(of: "rows.csv.partial") == "theirs")
  }

  @Test func `a partial file that is gone is not named as what is left`() throws {
    let file = try ExportFile(path: path)
    try file.append(Array("mine".utf8))
    var progress = RowExport.Progress()
    progress.rows = 1
    #expect(RowExportFailure.remains(progress, in: file).contains("holds the 1 row"))
    unlink(path + ".partial")
    #expect(RowExportFailure.remains(progress, in: file).contains("is gone"))
    #expect(throws: ExportProblem(path: path, reason: .replaced)) { try file.finish() }
  }

  @Test(arguments: ["a file", "an empty file with another name", "a pipe", "a folder", "a link"])
  func `what no export left in the place of the partial file or its note is refused and stays`(
    kind: String
  ) throws {
    for name in ["rows.csv.partial", "rows.csv.partial.json"] {
      let place = folder.path(name)
      switch kind {
      case "a file": try "precious".write(toFile: place, atomically: false, encoding: .utf8)
      case "a pipe": mkfifo(place, 0o600)
      case "a folder": mkdir(place, 0o700)
      case "a link": symlink("/nowhere", place)
      default:
        try "".write(toFile: place, atomically: false, encoding: .utf8)
        link(place, folder.path("other"))
      }
      #expect(throws: ExportProblem(path: path, reason: .taken(name))) { try export() }
      #expect(try names() == (kind.hasSuffix("name") ? ["other", name] : [name]))
      #expect(try kind != "a file" || content(of: name) == "precious")
      for name in try names() { remove(folder.path(name)) }
    }
  }

  @Test func `another user's partial file is refused, with force too`() throws {
    guard geteuid() == 0 else { return }
    for name in ["rows.csv.partial", "rows.csv.partial.json"] {
      let place = try folder.write(name, "", mode: 0o666)
      chown(place, 1001, 1001)
      for isForced in [false, true] {
        #expect(throws: ExportProblem(path: path, reason: .taken(name))) {
          try export(isForced: isForced)
        }
      }
      #expect(try names() == [name])
      remove(place)
    }
  }

  @Test func `a pipe is waited for and written to without a call that waits`() async throws {
    mkfifo(path, 0o600)
    let path = path
    let rows = [UInt8](repeating: 0x61, count: 1 << 20)
    async let end = Child.run(["cat", path])
    try await withTaskExecutorPreference(FileThread()) {
      let export = { @concurrent () async throws in
        let file = try ExportFile(path: path)
        try file.append(rows)
        try file.finish()
      }
      try await export()
    }
    #expect(try await end.outputBytes == rows)
  }

  @Test func `a pipe that nobody opens, or nobody reads, is left when the task is cancelled`()
    async throws
  {
    mkfifo(path, 0o600)
    let path = path
    for isOpen in [false, true] {
      let reader = isOpen ? open(path, O_RDONLY | O_NONBLOCK) : -1
      defer { if reader >= 0 { close(reader) } }
      let export = Task.detached {
        let file = try ExportFile(path: path)
        try file.append([UInt8](repeating: 0x61, count: 1 << 20))
      }
      export.cancel()
      await #expect(throws: ExportProblem(path: path, reason: .stopped)) {
        try await export.value
      }
    }
  }

  @Test func `what a stopped export left is begun anew`() throws {
    do {
      let stopped = try ExportFile(path: path)
      try stopped.append(Array("half a ro".utf8))
    }
    try export()
    #expect(try content() == Self.text)
    #expect(try names() == ["rows.csv"])
  }

  @Test func `a file that goes to the disk while it is written is whole, begun anew or not`()
    throws
  {
    let part = [UInt8](repeating: UInt8(ascii: "r"), count: 3 << 20)
    let file = try ExportFile(path: path)
    for _ in 0..<4 { try file.append(part) }
    try file.restart()
    for _ in 0..<7 { try file.append(part) }
    try file.finish()
    #expect(try content()?.utf8.elementsEqual((0..<7).flatMap { _ in part }) == true)
  }

  @Test func `an export that begins anew holds nothing of what it wrote before`() throws {
    let file = try ExportFile(path: path)
    try file.append(Array("a,b\r\n1,2\r\n3,4\r\n".utf8))
    try file.restart()
    try file.append(Array(Self.text.utf8))
    try file.finish()
    #expect(try content() == Self.text)
  }

  @Test(arguments: [ENOSPC, EDQUOT, EIO, EROFS, EACCES, EXDEV, EFBIG, EPERM], [false, true])
  func `whichever call fails, and however, the name holds the old file or the whole new one`(
    code: Int32, isForced: Bool
  ) throws {
    var failing = 0
    while true {
      if isForced { try "old".write(toFile: path, atomically: false, encoding: .utf8) }
      var calls = 0
      var failed: ExportStep?
      // From the failing call on nothing is carried out any more, as if the process had been killed there.
      let fault: ExportFile.Fault = { step in
        calls += 1
        guard calls > failing else { return nil }
        failed = failed ?? step
        return code
      }
      do { try export(isForced: isForced, fault: fault) } catch is ExportProblem {}
      let found = try content()
      guard let failed else {
        #expect(found == Self.text)
        break
      }
      let isWhole = failed == .syncFolder
      #expect(found == (isWhole ? Self.text : isForced ? "old" : nil), "\(failed)")
      for name in try names() {
        try FileManager.default.removeItem(atPath: folder.path(name))
      }
      failing += 1
    }
    #expect(failing >= 12)
  }

  @Test func `a full device is said to be full`() throws {
    let file = try ExportFile(path: "/dev/full")
    #expect(throws: ExportProblem(path: "/dev/full", reason: .refused(.write, code: ENOSPC))) {
      try file.append(Array(Self.text.utf8))
    }
  }
}
