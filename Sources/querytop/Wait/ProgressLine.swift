internal import CPlatform
import Glibc
import QueryReports
import TextCanvas

/// One line on standard error that tells how far things are, where that is a terminal; nothing elsewhere.
final class ProgressLine {
  private let isShown: Bool
  private var shown = 0
  private var hasBegun = false

  /// Looks at standard error once.
  init() {
    isShown = isatty(STDERR_FILENO) == 1
    if isShown { cplatform_end_line_on_signals() }
  }

  /// Writes a line that stays, terminal or not; nothing but the first time.
  func begin(_ sentence: String) {
    guard !hasBegun else { return }
    hasBegun = true
    clear()
    StandardError.write(sentence + "\n")
  }

  /// What a line may take of the terminal as wide as it is now.
  var columns: Int { StandardError.room.columns - 1 }

  /// Writes over the last line, within the terminal as wide as it is now: a line that wraps cannot be written over.
  func show(_ words: String) {
    guard isShown else { return }
    let room = columns
    let text = SafeText(words).clipped(to: room)
    let gap = String(repeating: " ", count: max(0, min(shown, room) - text.width))
    shown = text.width
    cplatform_set_line_open(true)
    StandardError.write("\r" + text.string + gap)
  }

  /// Leaves an empty line.
  func clear() {
    guard isShown, shown > 0 else { return }
    let blank = String(repeating: " ", count: min(shown, columns))
    StandardError.write("\r" + blank + "\r")
    shown = 0
    cplatform_set_line_open(false)
  }
}
