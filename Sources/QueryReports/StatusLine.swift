package import QueryCore
import TextCanvas

/// Targets in one short line, for the status bar of tmux and its like.
package enum StatusLine {
  /// `qrb_3feb5ff5c71e 78.2 % ✗27: act_94…8372 every day, fix access; 7 re-run`; several targets are parted by ` · `.
  ///
  /// No line end, no escape byte.
  package static func text(_ targets: [TargetSnapshot]) -> String {
    SafeText(targets.map(text).joined(separator: " · ")).string
  }

  private static func text(_ target: TargetSnapshot) -> String {
    var parts = [target.target.id]
    if let problem = target.problem { parts.append(problem.label) }
    if target.observedAt != nil { parts.append(state(target)) }
    return parts.joined(separator: " ")
  }

  private static func state(_ target: TargetSnapshot) -> String {
    guard let batch = target.detail.batch else {
      let percent = target.state.isTerminal ? nil : target.detail.fraction
      let done = percent.map { " \(Int($0 * 100)) %" } ?? ""
      return target.state.word + done + why(target)
    }
    let done = PercentText.of(batch.progress.finished, batch.progress.total)
    guard let verdict = Verdict.make(of: target), batch.progress.failed > 0 else {
      return target.state.isTerminal ? "\(target.state.word) \(done)" : done
    }
    return "\(done) \(verdict.short)"
  }

  /// Why a single query or job failed: its code, or else the first words of what was said.
  private static func why(_ target: TargetSnapshot) -> String {
    guard let failure = target.failure else { return "" }
    guard let words = failure.code ?? failure.message ?? failure.description else { return "" }
    return ": " + SafeText(words).clipped(to: 40).string
  }
}
