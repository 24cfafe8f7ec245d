import CursesTerminal
import FoundationEssentials
import Glibc
import QueryCore
import TextCanvas

/// One line on standard error that tells how far things are, where that is a terminal; nothing elsewhere.
final class ProgressLine {
  private let isShown: Bool
  private let width: Int
  private var shown = 0

  /// Looks at standard error once.
  init() {
    var window = winsize()
    let hasSize = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &window) == 0
    isShown = isatty(STDERR_FILENO) == 1
    width = hasSize && window.ws_col > 1 ? Int(window.ws_col) - 1 : 79
  }

  /// Writes how far targets are over the last line.
  func show(_ targets: [TargetSnapshot]) {
    guard isShown else { return }
    show(Self.words(targets, now: Date()))
  }

  /// Writes over the last line.
  func show(_ words: String) {
    guard isShown else { return }
    let text = SafeText(words).clipped(to: width)
    let gap = String(repeating: " ", count: max(0, shown - text.width))
    shown = text.width
    StandardError.write("\r" + text.string + gap)
  }

  /// Leaves an empty line.
  func clear() {
    guard isShown, shown > 0 else { return }
    StandardError.write("\r" + String(repeating: " ", count: shown) + "\r")
    shown = 0
  }

  private static func words(_ targets: [TargetSnapshot], now: Date) -> String {
    let living = targets.filter { !$0.isEnded }
    if targets.count > 1 {
      let failing = living.count { $0.problem != nil }
      let trouble = failing > 0 ? ", \(failing) not answering" : ""
      return "\(targets.count - living.count) of \(targets.count) ended\(trouble)"
    }
    guard let target = targets.first else { return "" }
    if let problem = target.problem { return "\(target.target)  \(problem.label), asking again" }
    var parts = [target.target.description]
    if let progress = target.detail.batch?.progress {
      parts.append(PercentText.of(progress.finished, progress.total))
      parts.append("\(CountText.grouped(progress.failed)) failed")
    }
    parts.append(target.observedAt == nil ? "asking" : target.state.word)
    if let elapsed = target.elapsed(at: now) { parts.append(DurationText.short(elapsed)) }
    return parts.joined(separator: "  ")
  }
}

extension TargetSnapshot {
  fileprivate var isEnded: Bool { state.isTerminal && observedAt != nil }
}
