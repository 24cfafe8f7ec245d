import QueryCore
import TextCanvas

/// The last good answer about a query, job or batch's query, as the server sent it: laid out, searched, copied.
struct AnswerView: DashboardView {
  enum Command: Hashable, Sendable {
    case move(Movement)
    case search, nextHit, previousHit
    case copy, save
  }

  /// Whose answer it is: one watched, or one followed while its view is open.
  let target: Target
  /// What is watched of it: the query itself, or its batch.
  private let watched: Target
  /// Rows it is scrolled down.
  private(set) var scroll = 0
  /// nil while there is no answer.
  private(set) var text: AnswerText?
  private(set) var hits: TextHits?

  init(_ target: Target, watchedAs watched: Target) {
    self.target = target
    self.watched = watched
  }

  static let keyTables = [
    KeyTable<Command>(
      "Last answer",
      [
        .back("answer.back", "end the search, then go back one view"),
        Binding(
          "answer.search", ["/", .function(3)], .search, footer: "search",
          "search the answer for a text"),
        Binding("answer.nextHit", ["n"], .nextHit, footer: "next", "go to the next match"),
        Binding("answer.previousHit", ["N"], .previousHit, "go to the previous match"),
        Binding("answer.copy", ["y"], .copy, footer: "copy", "copy the whole answer as it came"),
        Binding("answer.save", ["e"], .save, footer: "save", "save the answer in a file"),
        .showRequests,
      ] + Binding.polling + Binding.movement(Command.move) + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("last answer", .target(watched)) }

  func message(_ facts: Facts) -> ViewMessage {
    var message = ViewMessage(promptNote: Prompt.Note("in this answer"))
    guard let hits else { return message }
    var line = StyledLine(SafeText("\"\(hits.needle)\" "), Style(.mark))
    let most = hits.places.count == TextHits.most ? "+" : ""
    let count = CountText.grouped(hits.places.count) + most
    if let current = hits.current {
      line.add(SafeText("\(CountText.grouped(current + 1)) of \(count)"), Style(.muted))
      line.add("   n N step through them", Style(.muted))
    } else {
      line.add("is not in this answer", Style(.muted))
    }
    message.progress = line
    return message
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .move(let movement):
      scroll = movement.destination(from: scroll, page: AnswerPanel.height(self, facts))
    case .search:
      return [.ask(Prompt(purpose: .search, text: "", past: hits.map { [$0.needle] } ?? []))]
    case .nextHit: return step(backwards: false, facts)
    case .previousHit: return step(backwards: true, facts)
    case .copy: return copy(facts)
    case .save:
      guard text != nil else { return [.say(Notice("there is no answer yet"))] }
      return [SaveQuestion("the answer", stem: "\(target.fileStem)-answer", as: .json).ask]
    }
    return []
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event):
      scroll += event.wheelRows
      return []
    case .back:
      guard hits != nil else { return nil }
      hits = nil
      return []
    case .prompt(.search, .accepted(let needle)):
      look(for: needle, facts)
      return []
    case .prompt(.savePath(let question), let event):
      return question.answer(event, .text(text?.source ?? ""))
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    layOut(facts)
    let height = AnswerPanel.height(self, facts)
    scroll = max(0, min(scroll, (text?.rows.count ?? 0) - height))
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    AnswerPanel.draw(self, facts, on: &frame, in: rect)
  }

  /// The newest of the target, whether it is watched by itself or followed.
  func snapshot(_ facts: Facts) -> TargetSnapshot? {
    if let inspected = facts.snapshot.inspected, inspected.target == target { return inspected }
    return facts.target(target)
  }

  /// Lays a new answer out, and breaks it anew where the screen has another width.
  private mutating func layOut(_ facts: Facts) {
    guard let query = snapshot(facts)?.detail.query, let source = query.rawAnswer else {
      // What was read stays readable when the query is no longer followed.
      return text?.wrap(width: AnswerPanel.textWidth(facts.area)) ?? ()
    }
    let width = AnswerPanel.textWidth(facts.area)
    if text?.source == source {
      text?.wrap(width: width)
      return
    }
    let isCut = query.answerBytes.map { $0 > source.utf8.count } ?? false
    text = AnswerText(source, isCut: isCut, width: width)
    if let needle = hits?.needle {
      let current = hits?.current
      hits = TextHits(needle, in: text?.rows.bytes ?? [])
      if let current, let count = hits?.places.count, count > 0 {
        hits?.current = min(current, count - 1)
      }
    }
  }

  // MARK: Searching

  private mutating func look(for needle: String, _ facts: Facts) {
    guard !needle.isEmpty, let rows = text?.rows else {
      hits = nil
      return
    }
    hits = TextHits(needle, in: rows.bytes)
    let start = rows.count > scroll ? rows.range(of: scroll).lowerBound : 0
    if let place = hits?.go(from: start) { show(place, facts) }
  }

  private mutating func step(backwards: Bool, _ facts: Facts) -> [ViewRequest] {
    guard hits != nil else { return [.say(Notice("nothing is searched for: / begins"))] }
    if let place = hits?.step(backwards: backwards) { show(place, facts) }
    return []
  }

  /// Scrolls as little as shows the byte at a place.
  private mutating func show(_ place: Int, _ facts: Facts) {
    guard let row = text?.rows.row(at: place) else { return }
    let height = AnswerPanel.height(self, facts)
    if row < scroll || row >= scroll + height { scroll = row - height / 3 }
  }

  private func copy(_ facts: Facts) -> [ViewRequest] {
    guard let source = text?.source else { return [.say(Notice("there is no answer yet"))] }
    return ViewRequest.copy(
      source, as: "the answer", facts,
      instead: "this answer has \(bytes(facts)): \(facts.options.keyName("answer.save")) saves it")
  }

  /// How long the answer is, and how much of it is kept.
  func bytes(_ facts: Facts) -> String {
    let kept = text?.source.utf8.count ?? 0
    let all = snapshot(facts)?.detail.query?.answerBytes ?? kept
    let whole = CountText.of(all, "byte", "bytes")
    return all > kept ? "\(whole), the first \(CountText.grouped(kept)) kept" : whole
  }
}
