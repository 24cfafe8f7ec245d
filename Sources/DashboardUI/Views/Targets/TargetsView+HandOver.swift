import QueryCore
import TextCanvas

// MARK: - Handing over

extension TargetsView {
  /// The targets that are marked, in the order asked for; the one under the cursor where none is.
  private func chosen(_ facts: Facts) -> [TargetSnapshot] {
    guard list.marks.isEmpty else {
      return facts.snapshot.targets.indices.filter { list.marks.contains(facts.targetIDs[$0]) }
        .map { facts.snapshot.targets[$0] }
    }
    return selected(facts).map { [$0] } ?? []
  }

  /// The targets shown, in order.
  func listed(_ facts: Facts) -> [TargetSnapshot] {
    visible.indices.indices.compactMap { target(at: $0, facts) }
  }

  /// Says why a command about the rows does nothing.
  static func nothingListed(to verb: String) -> [ViewRequest] {
    [.say(Notice("no target is listed: there is nothing to \(verb)"))]
  }

  func copyNames(_ facts: Facts) -> [ViewRequest] {
    let names = chosen(facts).map(\.target.description)
    guard let first = names.first else {
      return Self.nothingListed(to: "copy")
    }
    let what = names.count == 1 ? first : CountText.of(names.count, "target", "targets")
    return ViewRequest.copyLines(names.joined(separator: "\n"), as: what, facts)
  }

  func copyTickets(_ facts: Facts) -> [ViewRequest] {
    let chosen = chosen(facts)
    guard !chosen.isEmpty else { return Self.nothingListed(to: "copy") }
    let tickets = chosen.compactMap { TargetTicket($0, facts)?.text }
    guard !tickets.isEmpty else {
      let names = chosen.count == 1 ? chosen[0].target.description : "those marked"
      return [.say(Notice("nothing is wrong with \(names): there is no ticket to write"))]
    }
    let what = tickets.count == 1 ? "ticket" : CountText.of(tickets.count, "ticket", "tickets")
    return ViewRequest.copyLines(tickets.joined(separator: "\n\n"), as: what, facts)
  }

  func askToSave(_ facts: Facts) -> [ViewRequest] {
    guard !visible.ids.isEmpty else { return Self.nothingListed(to: "save") }
    let what = CountText.of(visible.ids.count, "target", "targets")
    return [SaveQuestion(what, stem: "targets").ask]
  }
}

/// What is wrong with a target as plain text: its failures, or what the last poll ran into.
struct TargetTicket: Hashable, Sendable {
  /// Lines parted by line feeds; the last has none.
  let text: String

  /// - Returns: nil for a target with which nothing is wrong.
  init?(_ target: TargetSnapshot, _ facts: Facts) {
    if let problem = target.problemSentence(now: facts.drawnAt, isAskedAgain: true) {
      let head = [
        target.target.description, target.problem?.label ?? target.state.word,
        TimeText.minute(facts.now),
      ]
      var lines = [head.joined(separator: " · "), problem]
      if let id = target.problem?.failure?.requestID ?? target.requestID {
        lines.append("request id \(id)")
      }
      text = lines.map { SafeText($0).string }.joined(separator: "\n")
      return
    }
    let standing = TargetStanding(target, at: facts.drawnAt)
    guard VisibleTargets.isTrouble(target, standing) else { return nil }
    text = facts.ticket(of: target).text
  }
}
