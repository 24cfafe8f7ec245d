import FoundationEssentials
import QueryCore
import TextCanvas

/// What the title says of all targets: counts, and at the end what came of them.
enum TargetsSummary {
  static func parts(_ visible: VisibleTargets, _ facts: Facts) -> [TitlePart] {
    let glyphs = facts.options.glyphs
    let targets = facts.snapshot.targets
    let hasEnded = !targets.isEmpty && targets.allSatisfy { $0.state.isTerminal }
    var parts = TargetStanding.inTitle.compactMap { standing -> TitlePart? in
      let count = visible.count(standing)
      guard count > 0 else { return nil }
      let number = SafeText(CountText.grouped(count))
      let sign = glyphs.isPlain ? number : standing.glyph(glyphs) + " " + number
      var short = StyledLine(sign, Style(standing.role))
      if glyphs.isPlain, !hasEnded || standing == .needsYou {
        let word = standing == .needsYou ? "need you" : standing.word
        short.add(SafeText(" " + word), Style(standing.role))
      }
      var full = short
      if hasEnded, standing == .failed {
        full.add(
          SafeText(" of \(CountText.grouped(targets.count)) failed"), Style(standing.role))
      } else if standing == .needsYou, !glyphs.isPlain {
        full.add(count == 1 ? " needs you" : " need you", Style(standing.role))
      } else if hasEnded, standing == .done {
        full.add(" succeeded", Style(standing.role))
      }
      return TitlePart(full: full, short: short)
    }
    if hasEnded, let took = took(targets) {
      let text = StyledLine(SafeText("took " + DurationText.short(took)), Style(.muted))
      parts.append(TitlePart(full: text, short: text))
    }
    return parts
  }

  /// From the first start to the last end; nil where one of them is not known.
  private static func took(_ targets: [TargetSnapshot]) -> Duration? {
    guard targets.allSatisfy({ $0.startedAt != nil && $0.endedAt != nil }),
      let first = targets.compactMap(\.startedAt).min(),
      let last = targets.compactMap(\.endedAt).max()
    else { return nil }
    return .seconds(max(0, min(last.timeIntervalSince(first), 1e9)))
  }
}

extension TargetStanding {
  /// In the order of the title, where what is left out last stands first.
  fileprivate static let inTitle: [TargetStanding] = [
    .failed, .needsYou, .running, .waiting, .done,
  ]
}
