import FoundationEssentials
import QueryCore
import ResultTables
import TextCanvas

/// What the title line says of rows: whether they are there, and how long they will be.
struct ResultsFacts: Hashable, Sendable {
  let word: String
  let role: Role
  /// When the provider throws the rows away, in words; nil where it does not say.
  let expiry: String?
  private let isGone: Bool

  /// - Parameter expiresAt: what is known of that beside the pages.
  init(_ results: ResultsState, expiresAt: Date?, at now: Date) {
    let left = (results.window?.expiresAt ?? expiresAt).map { $0.timeIntervalSince(now) }
    expiry = left.map(Self.words)
    isGone = results.window?.gone != nil
    if isGone {
      (word, role) = ("expired", .warning)
    } else if results.refusal != nil || results.window?.failureInView != nil {
      (word, role) = ("no answer", .warning)
    } else if results.window?.isViewLoaded == true {
      (word, role) = ("ready", .muted)
    } else {
      (word, role) = ("loading", .running)
    }
  }

  /// Minutes only, until they count: a quiet screen is not written every second.
  private static func words(_ left: Double) -> String {
    guard left > 0 else { return "past its expiry" }
    let seconds = min(left, 1e9)
    let shown = seconds < 120 ? seconds : (seconds / 60).rounded(.down) * 60
    let text = DurationText.short(.seconds(shown))
    return
      "expires in \(seconds >= 120 && text.hasSuffix("m00s") ? String(text.dropLast(3)) : text)"
  }

  /// One piece of the title line.
  func line(_ glyphs: GlyphSet) -> StyledLine {
    let expiry = expiry.flatMap { isGone ? nil : ", \($0)" } ?? ""
    return StyledLine(glyphs.dot + SafeText(" " + word + expiry), Style(role))
  }
}
