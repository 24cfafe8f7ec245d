import QueryCore

extension Dashboard {
  /// What the terminal's title says: of one target how far it is and how much has failed, of several what needs somebody.
  ///
  /// ```
  /// 78 %, 26 failed - qrb_3feb5ff5c71e - querytop
  /// 3 failed, 8 need you, 5 running - 46 targets - querytop
  /// ```
  package var terminalTitle: String {
    let targets = facts.snapshot.targets
    let name: String
    var news: String
    if targets.count == 1, let only = targets.first {
      name = only.target.id
      news = Self.title(of: only)
    } else {
      name = CountText.of(targets.count, "target", "targets")
      let standings = targets.map { TargetStanding($0, at: facts.drawnAt) }
      news = [
        (TargetStanding.needsYou, "need you"), (.failed, "failed"), (.running, "running"),
        (.waiting, "waiting"), (.done, "done"),
      ].compactMap { standing, word in
        let count = standings.count { $0 == standing }
        let verb = standing == .needsYou && count == 1 ? "needs you" : word
        return count > 0 ? "\(CountText.grouped(count)) \(verb)" : nil
      }.prefix(3).joined(separator: ", ")
    }
    if facts.isPaused { news += ", paused" }
    return "\(news) - \(name) - querytop"
  }

  private static func title(of target: TargetSnapshot) -> String {
    var parts: [String] = []
    if target.state.isTerminal || target.observedAt == nil {
      parts.append(target.observedAt == nil ? "connecting" : target.state.word)
    } else if let fraction = target.detail.fraction {
      // Never all of it before the end.
      parts.append("\(min(99, Int(max(0, fraction) * 100))) %")
    } else {
      parts.append(target.state.word)
    }
    if let failed = target.detail.batch?.progress.failed, failed > 0 {
      parts.append("\(CountText.grouped(failed)) failed")
    }
    if target.staleSince != nil { parts.append("stale") }
    return parts.joined(separator: ", ")
  }
}
