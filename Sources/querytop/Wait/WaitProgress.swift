import FoundationEssentials
import Glibc
import QueryCore
import QueryHTTP
import TextCanvas

/// What is said while targets are waited for: on standard error one line that is written over where that is a terminal, else plain
/// lines; with `--lines` plain lines of every change.
final class WaitProgress {
  /// Where plain lines go.
  enum Output {
    /// Words beside the output proper; lost where nobody reads them.
    case standardError
    /// The output proper.
    case standardOutput
  }

  /// The longest that the end waits for a hook that was started by the last events.
  nonisolated private static let lastHooks = EventHook.timeout

  private let line: ProgressLine?
  private var lines: WaitLines
  private var changes: ChangeLines?
  private let output: Output
  private let teller: EventTeller
  /// The targets as last seen.
  private var targets: [TargetSnapshot] = []
  /// Set once standard output takes no more.
  private(set) var lost: OutputLost?

  /// Looks at standard error once.
  ///
  /// - Parameters:
  ///   - changes: how every change is told, on a terminal too; nil where that was not asked for.
  ///   - notify: how events are told beside; a bell and a notification are not, since they are no plain text.
  init(
    _ changes: ChangeLines.Format? = nil, to output: Output = .standardError,
    notify: NotifySettings = NotifySettings()
  ) {
    line = changes == nil && isatty(STDERR_FILENO) == 1 ? ProgressLine() : nil
    lines = WaitLines(hasCounters: false, start: Date())
    self.changes = changes.map { ChangeLines($0, start: Date()) }
    self.output = output
    teller = EventTeller(notify, environment: ProcessEnvironment.current) {
      StandardError.writeUnlessFull("\($0)\n")
    }
  }

  /// Runs the body; meanwhile a minute without news is told of too.
  ///
  /// - Parameter last: the targets as they are after it, which are told before it returns.
  func beside<Result: Sendable>(
    _ body: () async -> Result, then last: () -> [TargetSnapshot]
  ) async -> Result {
    await withTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: NetworkExecutor.shared) {
        while true {
          do { try await NetworkClock().sleep(for: .seconds(1)) } catch { return }
          await self.speak()
        }
      }
      group.addTask { [teller] in await teller.run() }
      let result = await body()
      end(last())
      teller.finish()
      group.addTask {
        do { try await Task.sleep(for: Self.lastHooks) } catch { return }
      }
      await group.next()
      group.cancelAll()
      return result
    }
  }

  /// Tells what is new of the targets.
  ///
  /// - Returns: false once standard output takes no more.
  func show(_ targets: [TargetSnapshot]) -> Bool {
    self.targets = targets
    if let line {
      line.show(TargetWords.of(targets, now: Date(), within: line.columns))
    } else {
      speak()
    }
    return lost == nil
  }

  /// Tells how targets ended, as far as that is news, and leaves an empty line.
  private func end(_ targets: [TargetSnapshot]) {
    // What cannot be asked is told of under the table.
    self.targets = changes == nil ? targets.filter { $0.problem == nil } : targets
    if let line { line.clear() } else { speak() }
  }

  private func speak() {
    guard line == nil, !targets.isEmpty else { return }
    let now = Date()
    guard changes != nil else { return write(lines.lines(targets, at: now)) }
    let events = teller.look(at: targets, now)
    write(changes?.lines(targets, events, at: now, offset: LocalZone.offset(at: now)) ?? [])
  }

  private func write(_ texts: [String]) {
    guard !texts.isEmpty, lost == nil else { return }
    let isJSON = changes?.format == .json
    // What is JSON has escaped what could steer a terminal.
    let texts = isJSON ? texts : texts.map { SafeText($0).string }
    switch output {
    case .standardError:
      for text in texts { StandardError.writeUnlessFull(text + "\n") }
    case .standardOutput:
      do throws(OutputLost) { try StandardOutput.write(texts) } catch { lost = error }
    }
  }
}
