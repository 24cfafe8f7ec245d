import FoundationEssentials
import QueryCore
import TextCanvas

/// What the title line says of a view in place of freshness, pace and budget.
struct ViewStatus: Hashable, Sendable {
  let word: String
  let role: Role
  /// When what the view shows expires; nil where that is not known, or said by the word.
  let expiresAt: Date?

  /// As the title line shows it.
  func line(_ facts: Facts) -> StyledLine {
    let rest = expiresAt.map { ", " + expiry($0, facts) } ?? ""
    return StyledLine(facts.options.glyphs.dot + SafeText(" " + word + rest), Style(role))
  }

  /// Minutes only, until they count: a quiet screen is not written every second.
  private func expiry(_ moment: Date, _ facts: Facts) -> String {
    let left = moment.timeIntervalSince(facts.now)
    guard left > 0 else { return "past its expiry" }
    let seconds = min(left, 1e9)
    let shown = seconds < 120 ? seconds : (seconds / 60).rounded(.down) * 60
    let text = DurationText.short(.seconds(shown))
    return
      "expires in \(seconds >= 120 && text.hasSuffix("m00s") ? String(text.dropLast(3)) : text)"
  }
}
