import CursesTerminal
import DashboardUI
import QueryCore
import QueryMonitoring

/// What the dashboard asks of the world, carried out.
extension DashboardLoop {
  func carryOut(_ effect: Effect) {
    switch effect {
    case .quit: end = .quit
    case .pollNow: monitor.pollNow()
    case .inspect(let target): following = target.map { monitor.follow($0) }
    case .results(let target, let command): resultEffects.carryOut(command, of: target)
    case .action(let target, let command):
      guard let known = monitor.current.targets.first(where: { $0.target == target }) else {
        return
      }
      actionEffects.carryOut(command, of: known)
    case .copy(let text): session.copy(text)
    case .save(let list): savedFiles.save(list)
    case .saveScreen(let screen):
      savedFiles.save(
        ScreenFile(
          screen: screen, theme: theme.theme, depth: session.capability.depth,
          background: theme.knownBackground))
    case .measureLink: dashboard.say(session.link.sentence)
    case .previewTheme(let name): showTheme(saying: theme.preview(name))
    case .keepTheme(let name): showTheme(saying: theme.keep(name))
    case .redraw:
      session.forceRedraw()
      painted = nil
    case .suspend: session.stopGroup()
    case .useMouse(let isOurs): session.useMouse(isOurs)
    case .interrupt: session.interruptGroup()
    }
  }

  /// Draws with the theme as it is now.
  func showTheme(saying news: String?) {
    if let news { dashboard.say(news) }
    painted = nil
  }
}
