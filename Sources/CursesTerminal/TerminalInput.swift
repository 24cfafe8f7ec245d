internal import CNCurses
import Dispatch
import Glibc
package import TextCanvas

/// Reads keys and the mouse as they come, and notices when nobody can press any more.
final class TerminalInput {
  /// Called when the terminal is gone.
  var onLost: () -> Void = {}
  /// Takes what one read brought.
  var deliver: ([TerminalEvent]) -> Void = { _ in }
  /// Called when the terminal has answered ``LinkPace/question``.
  var onAnswer: () -> Void = {}
  private var source: (any DispatchSourceRead)?
  private var clicks = ClickTracker()
  private var silentWakes = 0

  /// A live terminal may wake us for bytes that are gone again when they are read; a dead one does nothing else.
  private static let mostSilentWakes = 50

  /// Reads what is already waiting, which also has ncurses ask the terminal for its keypad mode, and then whatever comes.
  func start() {
    drain()
    let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.wake() }
    }
    self.source = source
    source.activate()
  }

  func stop() {
    source?.cancel()
    source = nil
  }

  private func wake() {
    guard source != nil else { return }
    // Asked before: what cannot be decoded is read, too, and brings no key.
    let hadBytes = cnc_tty_has_input()
    if drain() || hadBytes {
      silentWakes = 0
      return
    }
    silentWakes += 1
    if silentWakes > Self.mostSilentWakes || Self.terminalIsLost {
      stop()
      onLost()
    }
  }

  /// Delivers all that is waiting; false when nothing was.
  @discardableResult
  private func drain() -> Bool {
    var batch: [RawInput] = []
    while let input = RawInput(cnc_read()) { batch.append(input) }
    let inputs = KeyDecoder.decode(batch)
    if inputs.contains(.answer) { onAnswer() }
    let events = inputs.compactMap(event)
    if !events.isEmpty { deliver(events) }
    return !batch.isEmpty
  }

  /// Reads what is waiting for nothing but the terminal's answers; false where nothing can be read any more.
  func readAnswers() -> Bool {
    guard cnc_tty_has_input() else { return false }
    let deliver = deliver
    self.deliver = { _ in }
    drain()
    self.deliver = deliver
    return true
  }

  private func event(_ input: RawInput) -> TerminalEvent? {
    switch input {
    case .key(let key): .key(key)
    case .mouse(.press, let x, let y): .mouse(clicks.press(x: x, y: y, at: .now))
    case .mouse(.wheelUp, let x, let y): .mouse(.wheelUp(x: x, y: y))
    case .mouse(.wheelDown, let x, let y): .mouse(.wheelDown(x: x, y: y))
    case .scalar, .other, .answer: nil
    }
  }

  /// Asks for the size rather than polling for a hang-up: some systems never report one on a terminal.
  private static var terminalIsLost: Bool {
    let size = cnc_tty_size()
    return size.error == EIO || size.error == ENXIO || size.error == EBADF
  }
}

/// Tells the second press of a double click, so that the first need not be held back.
nonisolated package struct ClickTracker {
  /// The longest time between the two presses.
  package static let window = Duration.milliseconds(400)

  private var last: (x: Int, y: Int, at: ContinuousClock.Instant)?

  package init() {}

  /// The event of a press on a cell at a moment; a third press in a row starts over.
  package mutating func press(x: Int, y: Int, at now: ContinuousClock.Instant) -> MouseEvent {
    if let last, last.x == x, last.y == y, last.at.duration(to: now) <= Self.window {
      self.last = nil
      return .doublePressed(x: x, y: y)
    }
    last = (x, y, now)
    return .pressed(x: x, y: y)
  }
}

/// What the terminal told the program, in the order it happened.
nonisolated package enum TerminalEvent: Hashable, Sendable {
  case key(KeyPress)
  case mouse(MouseEvent)
  /// The new size; bursts arrive as one.
  case resized(Size)
  /// Control-Z, or the stop signal from elsewhere: answer with `TerminalSession.suspend()`.
  case suspendRequested
  /// The program was continued after a stop: answer with `TerminalSession.resume()` and ask the servers again.
  case resumed
  /// A signal asks the program to end: 2 for INT, 3 for QUIT, 15 for TERM. A second one ends it at once.
  case terminated(signal: Int32)
  /// The terminal is gone: end without a farewell.
  case hungUp
  /// The terminal has taken the last frame after being slow: `TerminalSession.paint` draws again.
  case drained
}
