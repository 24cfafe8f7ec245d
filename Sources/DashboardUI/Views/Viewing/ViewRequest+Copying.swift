import QueryCore
import TextCanvas

extension Facts {
  /// What failed of a target as a ticket, with the verdict that stands on screen.
  ///
  /// - Parameter rawAnswer: the last answer about a single query, redacted as it is kept.
  func ticket(
    of snapshot: TargetSnapshot, _ choice: FailureTicket.Choice = .all, rawAnswer: String? = nil
  ) -> FailureTicket {
    let model = batches[snapshot.target]
    return FailureTicket(
      of: snapshot, causes: model?.causes ?? FailureCause.group(snapshot.rows),
      verdict: model?.verdict, choice: choice, rawAnswer: rawAnswer, at: drawnAt)
  }
}

extension ViewRequest {
  /// Copies a text and says what is known of that.
  ///
  /// Where it is longer than the way to the clipboard takes, nothing is copied, and that is said.
  ///
  /// - Parameters:
  ///   - what: names the text in the sentence, such as `cell`.
  ///   - instead: what to do where it is too long, such as `e saves all rows in a file`.
  static func copy(_ text: String, as what: String, _ facts: Facts, instead: String)
    -> [ViewRequest]
  {
    let bytes = text.utf8.count
    let route = facts.options.clipboard
    guard bytes <= route.mostBytes else {
      let most = CountText.grouped(route.mostBytes)
      return [.say(Notice("no more than \(most) bytes can be copied: \(instead)"))]
    }
    let size = CountText.of(bytes, "byte", "bytes")
    return [.say(Notice(route.sentence("\(what) (\(size))"))), .effect(.copy(text))]
  }

  /// Copies the whole message of a cause: that of its example, or where that is gone, the one all have in common.
  static func copyMessage(of cause: FailureCause, _ example: QueryFailure?, _ facts: Facts)
    -> [ViewRequest]
  {
    let message = example?.message ?? example?.description ?? cause.message
    let lines = SafeText.paragraphs(message).map(\.string).joined(separator: "\n")
    return copyLines(lines, as: "message", facts)
  }

  /// Copies a ticket of what failed of a target.
  static func copyTicket(of target: Target, _ choice: FailureTicket.Choice, _ facts: Facts)
    -> [ViewRequest]
  {
    guard let snapshot = facts.target(target) else { return [] }
    return copyLines(facts.ticket(of: snapshot, choice).text, as: "ticket", facts)
  }

  /// Copies a text of many lines; one too long is cut after a whole line, and both the text and the notice say so.
  static func copyLines(_ text: String, as what: String, _ facts: Facts) -> [ViewRequest] {
    let route = facts.options.clipboard
    let bytes = text.utf8.count
    guard bytes > route.mostBytes else { return copy(text, as: what, facts, instead: "") }
    let size = CountText.of(bytes, "byte", "bytes")
    let end = "… cut here: the whole is \(size), and the clipboard takes no more\n"
    var kept = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard kept.utf8.count + line.utf8.count + 1 + end.utf8.count <= route.mostBytes else { break }
      kept += line + "\n"
    }
    let cut = "the first \(CountText.grouped(kept.utf8.count)) of \(size) of the \(what)"
    return [
      .say(Notice(route.sentence(cut), isTrouble: true)), .effect(.copy(kept + end)),
    ]
  }
}
