package import FoundationEssentials
package import QueryCore
package import TextCanvas

/// What stays on the main screen after quitting: a line a target, never wrapped, so that the last look is not lost.
package enum ExitSummary {
  /// - Parameters:
  ///   - isSimulated: whether the source ends with this process, and the work with it.
  ///   - export: what became of an export that quitting has stopped, a sentence of its own that is never cut.
  ///   - columns: of the terminal; what does not fit is cut at its end, a long name in its middle.
  ///   - glyphs: the characters that the terminal has.
  package static func lines(
    _ targets: [TargetSnapshot], isSimulated: Bool = false, export: String? = nil,
    columns: Int = 80, glyphs: GlyphSet = .unicode, now: Date
  ) -> [String] {
    // A line as wide as the terminal makes some of them wrap.
    let room = max(20, columns) - 1
    func text(_ words: String) -> SafeText { SafeText(words).adapted(to: glyphs) }
    let names = targets.map { text($0.target.description) }
    let longest = min(names.map(\.width).max() ?? 0, max(12, room / 2))
    return zip(targets, names).map { target, name in
      (name.cutInMiddle(to: longest, ellipsis: glyphs.ellipsis).padded(to: longest) + "  "
        + text(words(target, isSimulated: isSimulated, now: now)))
        .clipped(to: room, ellipsis: glyphs.ellipsis).string
    } + [export].compactMap(\.self).map { text($0).string }
  }

  /// The state first, then what is worth knowing most.
  private static func words(
    _ target: TargetSnapshot, isSimulated: Bool, now: Date
  ) -> String {
    guard target.observedAt != nil else {
      let sentence = target.problemSentence(now: now, isAskedAgain: false)
      return ["no answer yet", sentence].compactMap(\.self).joined(separator: " · ")
    }
    var parts = [target.state.word]
    if let progress = target.detail.batch?.progress {
      parts[0] += " \(PercentText.of(progress.finished, progress.total))"
    }
    // Quitting never cancels, and says so.
    if !target.state.isTerminal {
      parts.append(
        isSimulated ? "ended with the simulator" : "goes on at \(target.target.source)")
    }
    if let progress = target.detail.batch?.progress, progress.failed > 0 {
      parts.append(
        "\(CountText.grouped(progress.failed)) failed of \(CountText.grouped(progress.total))")
    }
    if let elapsed = target.elapsed(at: now) {
      let word = target.state.isTerminal ? "took" : "elapsed"
      parts.append("\(word) \(DurationText.short(elapsed))")
    }
    if let sentence = target.problemSentence(now: now, isAskedAgain: false) {
      parts.append(sentence)
    } else if let verdict = Verdict.make(of: target), target.detail.batch?.progress.failed ?? 0 > 0
    {
      parts.append(verdict.sentence)
    } else if let failure = target.failure {
      parts += [failure.code, failure.message ?? failure.description].compactMap(\.self)
    }
    return parts.joined(separator: " · ")
  }
}
