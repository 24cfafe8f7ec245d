import FoundationEssentials
import Glibc
import QueryCore
import TextCanvas

/// What `wait` says on standard error while it waits: one line that is written over where that is a terminal, else plain lines.
final class WaitProgress {
  private let line: ProgressLine?
  private var lines: WaitLines
  /// The targets as last seen.
  private var targets: [TargetSnapshot] = []

  /// Looks at standard error once.
  ///
  /// - Parameter hasLines: whether plain lines with counters were asked for, on a terminal too.
  init(hasLines: Bool) {
    line = !hasLines && isatty(STDERR_FILENO) == 1 ? ProgressLine() : nil
    lines = WaitLines(hasCounters: hasLines, start: Date())
  }

  /// Runs the body; meanwhile a minute without news is told of too.
  func beside<Result: Sendable>(_ body: () async -> Result) async -> Result {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        while true {
          do { try await Task.sleep(for: .seconds(1)) } catch { return }
          await self.speak()
        }
      }
      let result = await body()
      group.cancelAll()
      return result
    }
  }

  /// Tells what is new of the targets.
  func show(_ targets: [TargetSnapshot]) {
    self.targets = targets
    if let line { line.show(TargetWords.of(targets, now: Date())) } else { speak() }
  }

  /// Tells how targets ended, as far as that is news, and leaves an empty line.
  func end(_ targets: [TargetSnapshot]) {
    // What cannot be asked is told of under the table.
    self.targets = targets.filter { $0.problem == nil }
    if let line { line.clear() } else { speak() }
  }

  private func speak() {
    guard line == nil, !targets.isEmpty else { return }
    for text in lines.lines(targets, at: Date()) {
      StandardError.writeUnlessFull(SafeText(text).string + "\n")
    }
  }
}
