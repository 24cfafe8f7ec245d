import QueryCore
import TextCanvas

/// What would be run again of a batch: shown as a diff, and sent when it is confirmed.
struct RerunView: DashboardView {
  enum Command: Hashable, Sendable {
    case accept
    case permanent
    case chooseRequest
    case copy, save
    case move(Movement)
  }

  /// How far it is.
  enum Stage: Hashable, Sendable {
    /// The request is read and the plan made.
    case planning
    /// The request the batch was made by is not known.
    case wanting
    case unplanned(String)
    /// Nothing can be sent from here.
    case handedOver(reason: String, plan: String)
    case planned(Plan)
    case sending(Plan)
    case ended(ActionOutcome, sentence: String)
  }

  /// A plan, as it was made.
  struct Plan: Hashable, Sendable {
    let draft: RerunDraft
    let body: String
    let earlier: [String]
  }

  let target: Target
  private(set) var choice: RerunChoice
  private(set) var stage = Stage.planning
  private(set) var scroll = 0

  /// What opens it.
  static func open(_ target: Target, _ choice: RerunChoice) -> [ViewRequest] {
    let view = RerunView(target: target, choice: choice)
    return [.open(view), .effect(.action(target, .plan(choice, file: nil)))]
  }

  private init(target: Target, choice: RerunChoice) {
    self.target = target
    self.choice = choice
  }

  static let keyTables = [
    KeyTable<Command>(
      "Run again",
      [
        Binding(
          "rerun.accept", [.enter], .accept, footer: "run", isAction: true,
          "have the plan run, once it is confirmed"),
        .back,
        Binding(
          "rerun.permanent", ["P"], .permanent, footer: "permanent",
          "run too what fails until its cause is mended, or leave it out again"),
        Binding(
          "rerun.request", ["o"], .chooseRequest, footer: "request",
          "name the file of the request the batch was made by"),
        Binding("rerun.copy", ["y"], .copy, footer: "copy", "copy the new request"),
        Binding("rerun.save", ["e"], .save, footer: "save", "save the new request in a file"),
        .showRequests,
      ] + Binding.movement(Command.move) + Binding.everywhere),
    KeyTable<Command>(
      "Run again, once it is sent",
      [
        Binding(
          "rerun.goOn", [.enter], .accept, footer: "go on",
          "watch the new batch; go back where there is none"),
        .back, .showRequests,
      ] + Binding.movement(Command.move) + Binding.everywhere),
    KeyTable<Command>(
      "Run again, by other means",
      [
        .back,
        Binding("plan.copy", ["y"], .copy, footer: "copy", "copy the plan as JSON"),
        Binding("plan.save", ["e"], .save, footer: "save", "save the plan in a file"),
        .showRequests,
      ] + Binding.movement(Command.move) + Binding.everywhere),
  ]

  var keys: KeyTable<Command> {
    switch stage {
    case .ended: Self.keyTables[1]
    case .handedOver: Self.keyTables[2]
    case .planning, .wanting, .unplanned, .planned, .sending: Self.keyTables[0]
    }
  }

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("run again", .target(target)) }

  func message(_ facts: Facts) -> ViewMessage {
    var message = ViewMessage(promptNote: Prompt.Note("the JSON of the batch's request"))
    switch stage {
    case .planning: message.progress = StyledLine("making the plan", Style(.muted))
    case .sending:
      message.progress = StyledLine(SafeText("sent to \(target.source), waiting for its answer"))
    case .wanting:
      message.problem =
        "no answer tells what the batch asked for: name the file of its request, \(facts.options.keyName("rerun.request"))"
    case .planned:
      message.hint = StyledLine("nothing is sent before it is confirmed", Style(.muted))
    case .handedOver: message.hint = StyledLine("nothing is sent from here", Style(.muted))
    case .unplanned, .ended: break
    }
    return message
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .accept: return accept()
    case .permanent: return togglePermanent()
    case .chooseRequest: return [.ask(Prompt(purpose: .requestFile, text: ""))]
    case .copy:
      if case .handedOver(_, let text) = stage {
        return ViewRequest.copy(
          text, as: "plan", facts,
          instead: "\(facts.options.keyName("plan.save")) saves it in a file")
      }
      guard let plan else { return [.say(Notice("there is no request to copy yet"))] }
      return ViewRequest.copy(
        plan.body, as: "request", facts,
        instead: "\(facts.options.keyName("rerun.save")) saves it in a file")
    case .save:
      if case .handedOver = stage {
        return [.ask(Prompt(purpose: .bodyPath, text: "\(target.fileStem)-plan.json"))]
      }
      guard plan != nil else { return [.say(Notice("there is no request to save yet"))] }
      return [.ask(Prompt(purpose: .bodyPath, text: "\(target.fileStem)-rerun.json"))]
    case .move(let movement):
      scroll = movement.destination(from: scroll, page: facts.area.height - 2)
    }
    return []
  }

  private var plan: Plan? {
    switch stage {
    case .planned(let plan), .sending(let plan): plan
    case .planning, .wanting, .unplanned, .handedOver, .ended: nil
    }
  }

  private mutating func accept() -> [ViewRequest] {
    switch stage {
    case .planned(let plan):
      let count = CountText.of(plan.draft.plan.places.count, "query", "queries")
      let word = plan.earlier.isEmpty ? "yes" : "again"
      let question = ActionQuestion(
        text: "type \(word) to have \(target.source) run \(count) again: ",
        short: "\(word): \(target.source) runs \(count): ", word: word)
      return [.ask(Prompt(purpose: .confirm(question), text: ""))]
    case .wanting, .unplanned: return [.ask(Prompt(purpose: .requestFile, text: ""))]
    case .ended(.done(let new, _), _): return [.close, .openTarget(new)]
    case .ended: return [.close]
    case .planning, .handedOver, .sending: return []
    }
  }

  private mutating func togglePermanent() -> [ViewRequest] {
    guard case .all(let withPermanent) = choice else {
      return [.say(Notice("what is named or marked is run, permanent or not"))]
    }
    switch stage {
    case .planned, .unplanned: break
    case .planning, .wanting, .handedOver, .sending, .ended: return []
    }
    choice = .all(withPermanent: !withPermanent)
    stage = .planning
    return [.effect(.action(target, .plan(choice, file: nil)))]
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event):
      scroll += event.wheelRows
      return []
    case .prompt(.requestFile, .accepted(let path)) where !path.isEmpty:
      stage = .planning
      return [.effect(.action(target, .plan(choice, file: path)))]
    case .prompt(.bodyPath, .accepted(let path)) where !path.isEmpty:
      return [.effect(.action(target, .save(path: path)))]
    case .prompt(.confirm(let question), .accepted(let word)):
      guard word == question.word, case .planned(let plan) = stage else {
        return [.say(Notice("nothing was sent"))]
      }
      stage = .sending(plan)
      return [.effect(.action(target, .send))]
    case .prompt(.confirm, .cancelled): return [.say(Notice("nothing was sent"))]
    case .prompt: return []
    case .action(target, let event): return receive(event, facts)
    default: return nil
    }
  }

  private mutating func receive(_ event: ActionEvent, _ facts: Facts) -> [ViewRequest] {
    switch event {
    case .requestWanted:
      stage = .wanting
      return [.ask(Prompt(purpose: .requestFile, text: ""))]
    case .planned(let draft, let body, let earlier):
      stage = .planned(Plan(draft: draft, body: body, earlier: earlier))
      scroll = 0
    case .handedOver(let reason, let plan):
      stage = .handedOver(reason: reason, plan: plan)
      scroll = 0
    case .allPermanent:
      let key = facts.options.keyName("rerun.permanent")
      stage = .unplanned(
        "all that failed is permanent: fix its cause first; \(key) runs it all the same")
    case .unplanned(let reason): stage = .unplanned(reason)
    case .saved(let sentence, let isTrouble):
      return [.say(Notice(sentence, isTrouble: isTrouble))]
    case .ended(let outcome, let sentence):
      guard case .sending = stage else { return [] }
      stage = .ended(outcome, sentence: sentence)
      scroll = 0
    }
    return []
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    let page = ActionPage(lines(facts), glyphs: facts.options.glyphs)
    scroll = max(0, min(scroll, page.rows(width: facts.area.width).count - facts.area.height + 2))
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    ActionPage(lines(facts), glyphs: facts.options.glyphs).draw(
      "run again", scroll: scroll, on: &frame, in: rect)
  }

  private func lines(_ facts: Facts) -> [ActionPage.Line] {
    switch stage {
    case .planning: return [.init("making the plan", .muted)]
    case .wanting:
      return [
        .init("No answer of a provider tells what a batch asked for.", .text),
        .init(
          "Name the file of the request it was made by: \(facts.options.keyName("rerun.request")), or \(facts.options.keyName("rerun.accept")).",
          .text),
      ]
    case .unplanned(let reason): return [.init(reason, .warning)]
    case .handedOver(let reason, _): return handOver(facts, because: reason)
    case .planned(let plan), .sending(let plan):
      let budget = facts.snapshot.budgets[target.source]
      let named = max(2, facts.area.width / 30)
      return plan.draft.lines(
        permanentWord: facts.options.keyName("rerun.permanent"), budget: budget, accounts: named
      )
      .map(ActionPage.Line.init) + plan.earlier.map { .init($0, .warning) }
    case .ended(let outcome, let sentence):
      var lines: [ActionPage.Line] = []
      if case .done = outcome {
        lines = [
          .init(sentence, .succeeded),
          .init("\(facts.options.keyName("rerun.goOn")) watches it.", .muted),
        ]
      } else {
        lines = [.init(sentence, .warning)]
      }
      return lines + ActionPage.lines(of: outcome.answer)
    }
  }

  /// What failed, and how somebody runs it again without querytop.
  private func handOver(_ facts: Facts, because reason: String) -> [ActionPage.Line] {
    var lines: [ActionPage.Line] = [.init("\(target) failed", .title)]
    let known = facts.target(target)
    if let failure = known?.failure ?? known?.detail.query?.failure {
      let said = [failure.code, failure.message, failure.description].compactMap(\.self)
      lines += said.prefix(1).map { .init("  " + $0, .failed) }
      lines += said.dropFirst().map { .init("  " + $0, .text) }
      let retry = RetryAdvice(code: failure.code, status: failure.status)
      lines.append(.init("  \(failure.advice ?? retry.words)", .muted))
    }
    lines += [
      .init("", .text),
      .init("Nothing can be sent from here: \(reason).", .text),
      .init("", .text),
      .init(
        "Send its request again, then watch the new one by its id:", .text),
      .init("  querytop watch \(target.source):\(target.kind.rawValue)/NEW-ID", .title),
    ]
    return lines
  }
}
