import Foundation
import Testing
import TextCanvas

/// Compares a frame with the recorded one in `Goldens/NAME.txt`.
///
/// With `UPDATE_GOLDENS=1` it records and fails, so that no
/// golden is accepted without a look.
func expectGolden(
  _ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens/\(name).txt")
  let text = frame.goldenText
  if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name): look at it, then run again", sourceLocation: sourceLocation)
    return
  }
  let recorded = try String(contentsOf: file, encoding: .utf8)
  guard text != recorded else { return }
  let difference = zip(text.split(separator: "\n"), recorded.split(separator: "\n"))
    .first { $0 != $1 }
  Issue.record(
    "\(name) differs from its golden, first here:\nnow:    \(difference?.0 ?? "(length)")\ngolden: \(difference?.1 ?? "(length)")",
    sourceLocation: sourceLocation)
}
