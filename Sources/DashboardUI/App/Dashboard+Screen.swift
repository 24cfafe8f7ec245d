import FoundationEssentials
import TextCanvas

/// Saving what is on the screen, whatever that is.
extension Dashboard {
  /// Asks for the name of a file; what was being typed goes on afterwards.
  mutating func askToSaveScreen() {
    // The key that asks has taken away what was said; it was on the screen.
    var shown = self
    if let lastNotice, lastNotice.weight != .receipt { shown.notice = lastNotice }
    let view = stack.last { !($0.view is PromptView) }?.view ?? top
    let clock = facts.options.clock
    let place = type(of: view).sections.first?.title ?? ""
    let word = place.lowercased().replacing(" ", with: "-")
    let question = ScreenQuestion(
      frame: shown.frame(), title: "querytop, \(place), \(clock.stamp(facts.now))",
      stem: "querytop-\(word)-\(clock.fileStamp(facts.now))", format: screenFormat)
    stack.append(AnyView(PromptView(question.prompt)))
  }

  /// Does what was answered; an empty name saves nothing.
  mutating func save(_ question: ScreenQuestion, _ event: Prompt.Event) -> [Effect] {
    switch event {
    case .accepted(let path):
      guard !path.isEmpty else { return [] }
      let screen = question.save(to: path)
      screenFormat = screen.format
      return [.saveScreen(screen)]
    case .nextFormat(let typed):
      stack[stack.count - 1] = AnyView(PromptView(question.next(typed)))
    case .changed, .cancelled, .completing: break
    }
    return []
  }
}
