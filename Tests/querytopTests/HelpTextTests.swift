import QueryReports
import Testing

@testable import querytop

/// What the command-line parser says, as lines.
@MainActor struct HelpTextTests {
  @Test(arguments: ["", "watch", "wait", "status", "export", "rerun", "simulate", "demo"])
  func `help keeps within 80 columns of a pipe`(command: String) async throws {
    let (output, _, status) = try await Program.run([command, "--help"].filter { !$0.isEmpty })
    #expect(status == 0 && output.contains("USAGE: querytop"))
    for line in output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `help and complaints keep within a narrow terminal`() async throws {
    let program = "'\(try Program.path)'"
    let (output, _, _) = try await Program.shell(
      "script -qec \"stty cols 50; \(program) wait --help; \(program) wach\" /dev/null")
    #expect(output.contains("did you mean"))
    for line in output.split(whereSeparator: \.isNewline) { #expect(line.count <= 50, "\(line)") }
  }

  @Test func `a usage line is broken between options, also in a pipe`() {
    let options = (1...8).map { "[--option-\($0) <value>]" }.joined(separator: " ")
    let lines = HelpText.fitted("Usage: querytop wait \(options)\nError: x", in: .pipe)
      .split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[1].hasPrefix("                     [--option-"))
    #expect(lines.last == "Error: x")
  }

  @Test func `a long complaint is one line of a pipe, and goes on at words of a terminal`() {
    let text = "Error: " + String(repeating: "word ", count: 30) + "end"
    #expect(HelpText.fitted(text, in: .pipe) == text)
    let lines = HelpText.fitted(text, in: .terminal(columns: 40)).split(separator: "\n")
    #expect(lines.count > 3 && lines.allSatisfy { $0.count <= 40 })
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("  word") || $0.hasPrefix("  end") })
  }
}
