import DashboardUI
import FoundationEssentials
import TextCanvas

/// A picture of the screen with the colours it has there.
nonisolated struct ScreenFile: FileContent {
  let screen: ScreenSave
  let theme: Theme
  /// The colours the terminal shows.
  let depth: ColorDepth
  /// The terminal's own; nil where it has not told.
  let background: Color?

  var path: String { screen.path }
  var what: String { "the screen as \(screen.format.word)" }
  var key: String { "W" }

  func document(at now: Date) -> String {
    switch screen.format {
    case .text: lines(screen.frame.plainLines)
    case .ansi: lines(screen.frame.coloredLines(theme: theme, depth: depth))
    case .svg:
      SVGPicture(screen.frame, theme: theme, depth: depth, background: background)
        .document(title: screen.title)
    }
  }

  private func lines(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
}
