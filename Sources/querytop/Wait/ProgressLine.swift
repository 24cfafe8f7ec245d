import CursesTerminal
import Glibc
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
}
