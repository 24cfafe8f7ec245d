import DashboardUI
import Foundation
import Glibc
import TestSupport
import Testing
import TextCanvas

@testable import querytop

final class ScreenFileTests {
  private let folder: TemporaryFolder
  private let theme = Theme(
    name: "test", paints: [.failed: Paint(foreground: .rgb(red: 255, green: 96, blue: 96))])

  init() throws { folder = try TemporaryFolder() }

  deinit { folder.remove() }

  private func file(_ format: ScreenFormat, named name: String = "screen") -> ScreenFile {
    var frame = Frame(size: Size(columns: 8, rows: 2))
    frame.put("✗ 漢字", x: 0, y: 0, style: Style(.failed))
    return ScreenFile(
      screen: ScreenSave(frame, as: format, to: folder.path(name), title: "the screen"),
      theme: theme, depth: .direct, background: nil)
  }

  private func content(_ name: String = "screen") throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  @Test func `text is a line a row`() async throws {
    let report = await file(.text).report()
    #expect(report.sentence == "the screen as text saved in \(folder.path("screen")): 12 bytes")
    #expect(try content() == "✗ 漢字\n\n")
  }

  @Test func `ANSI has the colours of the theme`() async throws {
    _ = await file(.ansi).report()
    #expect(try content() == "\u{1B}[0;38;2;255;96;96m✗ 漢字\u{1B}[0m\n\n")
  }

  @Test func `SVG is a whole document`() async throws {
    _ = await file(.svg).report()
    let text = try content()
    #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n") && text.contains(">漢</text>"))
  }

  @Test func `a file that is there stays as it is, and the sentence names a way on`() async throws {
    try "mine".write(toFile: folder.path("screen"), atomically: false, encoding: .utf8)
    let report = await file(.svg).report()
    #expect(
      report == .refused("\(folder.path("screen")) is there already: W again, with another name"))
    #expect(try content() == "mine")
  }

  @Test func `a folder that is not there, and one that is no folder, are told with the path`()
    async throws
  {
    try "mine".write(toFile: folder.path("file"), atomically: false, encoding: .utf8)
    for name in ["none/screen.svg", "file/screen.svg"] {
      let sentence = await file(.svg, named: name).report().sentence
      #expect(sentence.hasPrefix(folder.path(name)) && sentence.contains("its folder"))
    }
  }

  @Test func `a disk that is full leaves nothing behind`() async throws {
    let report = await file(.ansi).report { $0 == .write ? ENOSPC : nil }
    #expect(report == .refused("\(folder.path("screen")): the disk is full"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root).isEmpty)
  }
}
