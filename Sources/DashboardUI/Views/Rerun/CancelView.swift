import QueryCore
import TextCanvas

/// What cancelling a batch means, and whether it is wanted.
struct CancelView: DashboardView {
  enum Command: Hashable, Sendable {
    case accept
    case move(Movement)
  }

  enum Stage: Hashable, Sendable {
    case asking
    case sending
    case ended(ActionOutcome, sentence: String)
  }

  let target: Target
  private(set) var stage = Stage.asking
  private var scroll = 0

  /// What opens it, with its question; a batch that has ended by its own word is not asked about.
  static func open(_ target: Target, _ facts: Facts) -> [ViewRequest] {
    if let known = facts.target(target), known.hasEndedByWord {
      let end = "it has ended already (\(known.state.word))"
      return [.say(Notice("\(end): there is nothing to cancel"))]
    }
    let view = CancelView(target: target)
    return [.open(view), view.ask]
  }

  private init(target: Target) {
    self.target = target
  }

  static let keyTables = [
    KeyTable<Command>(
      "Cancel",
      [
        Binding(
          "cancel.accept", [.enter], .accept, footer: "cancel the batch", isAction: true,
          "cancel the batch, once the end of its id is typed"),
        .back, .showRequests,
      ] + Binding.movement(Command.move) + Binding.everywhere),
    KeyTable<Command>(
      "Cancel, once it is sent",
      [
        Binding("cancel.goOn", [.enter], .accept, footer: "go on", "go back to the batch"),
        .back, .showRequests,
      ] + Binding.movement(Command.move) + Binding.everywhere),
  ]

  var keys: KeyTable<Command> {
    if case .ended = stage { Self.keyTables[1] } else { Self.keyTables[0] }
  }

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("cancel", .target(target)) }

  func message(_ facts: Facts) -> ViewMessage {
    guard case .sending = stage else { return ViewMessage() }
    return ViewMessage(
      progress: StyledLine(SafeText("sent to \(target.source), waiting for its answer")))
  }

  private var ask: ViewRequest {
    let word = String(target.id.suffix(4))
    return .ask(
      Prompt(
        purpose: .confirm(
          ActionQuestion(
            text: "type \(word), the end of its id, to cancel the batch: ",
            short: "type \(word) to cancel: ", word: word)), text: ""))
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch (command, stage) {
    case (.accept, .asking): return [ask]
    case (.accept, .ended): return [.close]
    case (.accept, .sending): return []
    case (.move(let movement), _):
      scroll = movement.destination(from: scroll, page: facts.area.height - 2)
      return []
    }
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event):
      scroll += event.wheelRows
      return []
    case .prompt(.confirm(let question), .accepted(let word)):
      guard word == question.word, stage == .asking else {
        return [.say(Notice("nothing was sent"))]
      }
      stage = .sending
      return [.effect(.action(target, .cancel))]
    case .prompt(.confirm, .cancelled): return [.say(Notice("nothing was sent"))]
    case .prompt: return []
    case .action(target, .ended(let outcome, let sentence)):
      guard stage == .sending else { return [] }
      stage = .ended(outcome, sentence: sentence)
      return []
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    let rows = ActionPage(lines(facts), glyphs: facts.options.glyphs).rows(width: facts.area.width)
    scroll = max(0, min(scroll, rows.count - facts.area.height + 2))
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    ActionPage(lines(facts), glyphs: facts.options.glyphs).draw(
      "cancel", scroll: scroll, on: &frame, in: rect)
  }

  private func lines(_ facts: Facts) -> [ActionPage.Line] {
    if case .ended(let outcome, let sentence) = stage {
      var role = Role.warning
      if case .done = outcome { role = .succeeded }
      return [.init(sentence, role)] + ActionPage.lines(of: outcome.answer)
    }
    let known = facts.target(target) ?? TargetSnapshot(target: target)
    let lines = CancelConsequences.lines(of: known).enumerated().map { index, text in
      ActionPage.Line(text, index == 0 ? .title : .text)
    }
    guard known.state.isTerminal else { return lines }
    return lines + [.init("it has ended already (\(known.state.word))", .warning)]
  }
}
