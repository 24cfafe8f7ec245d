internal import CNCurses
import Dispatch
import Glibc
package import TextCanvas

/// Reads what the terminal sends as it comes, and notices when nobody can send any more.
final class TerminalInput {
  /// Called when the terminal is gone.
  var onLost: () -> Void = {}
  /// Called with where the terminal says the cursor is, counted from 1.
  var onCursorReport: (_ row: Int, _ column: Int) -> Void = { _, _ in }
  /// Takes what one read brought.
  var deliver: ([TerminalEvent]) -> Void = { _ in }
  /// Called when the terminal has answered ``LinkPace/question``.
  var onAnswer: () -> Void = {}
  private var decoder: InputDecoder
  private var source: (any DispatchSourceRead)?
  private var timer: (any DispatchSourceTimer)?
  private var clicks = ClickTracker()
  private var silentWakes = 0

  /// A live terminal may wake us for bytes that are gone when they are read; a dead one does nothing else.
  private static let mostSilentWakes = 50
  /// A terminal's line holds 4 KiB; what a read brings is looked at together.
  private static let mostBytes = 64 * 1024

  init(_ decoder: InputDecoder) {
    self.decoder = decoder
  }

  /// Reads what is already waiting, and then whatever comes.
  func start() {
    read()
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
    timer?.cancel()
    timer = nil
  }

  private func wake() {
    guard source != nil else { return }
    if read() {
      silentWakes = 0
      return
    }
    silentWakes += 1
    if silentWakes > Self.mostSilentWakes || Self.terminalIsLost {
      stop()
      onLost()
    }
  }

  /// Delivers what one read brings; false when nothing was there.
  @discardableResult
  private func read(at now: ContinuousClock.Instant = .now) -> Bool {
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.mostBytes) { buffer, count in
      // The pointer is handed to C with the room behind it, and does not leave the closure.
      count = buffer.baseAddress.map { cnc_read($0, buffer.count) } ?? 0
    }
    guard !bytes.isEmpty else { return false }
    deliver(decoder.decode(bytes, at: now))
    return true
  }

  /// Reads what is waiting for nothing but the terminal's answers; false where nothing can be read any more.
  func readAnswers() -> Bool {
    guard cnc_has_input() else { return false }
    let deliver = deliver
    self.deliver = { events in
      deliver(events.filter { if case .report = $0 { true } else { false } })
    }
    defer { self.deliver = deliver }
    return read()
  }

  private func deliver(_ events: [InputEvent]) {
    if events.contains(where: Self.isAnswer) { onAnswer() }
    let events = events.compactMap(event)
    waitForSilence()
    if !events.isEmpty { deliver(events) }
  }

  private static func isAnswer(_ event: InputEvent) -> Bool {
    if case .report(.attributes) = event { true } else { false }
  }

  private func event(_ input: InputEvent) -> TerminalEvent? {
    switch input {
    case .key(.control("\\")):
      TerminalSignals.sendToGroup(SIGQUIT)
      return nil
    case .key(let key): return .key(key)
    case .mouse(let report): return .mouse(clicks.event(report, at: .now))
    case .pasted(let text): return .pasted(text)
    case .report(.cursorPosition(let row, let column)):
      onCursorReport(row, column)
      return nil
    case .report(let report): return .report(report)
    }
  }

  /// Comes back to the decoder when it is no longer to wait for more.
  private func waitForSilence() {
    timer?.cancel()
    timer = nil
    guard let deadline = decoder.deadline else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.silenceCame() }
    }
    let wait = max(.zero, ContinuousClock.now.duration(to: deadline))
    timer.schedule(deadline: .now() + .nanoseconds(Int(wait / .nanoseconds(1))))
    timer.activate()
    self.timer = timer
  }

  private func silenceCame() {
    // What came in time, while something else was done, has not been late.
    if cnc_has_input() {
      if let deadline = decoder.deadline { read(at: deadline - .nanoseconds(1)) }
      return
    }
    deliver(decoder.elapse(at: .now))
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

  /// What a report of the terminal's is.
  mutating func event(_ report: MouseReport, at now: ContinuousClock.Instant) -> MouseEvent {
    switch report.kind {
    case .press: press(x: report.x, y: report.y, at: now)
    case .wheelUp: .wheelUp(x: report.x, y: report.y)
    case .wheelDown: .wheelDown(x: report.x, y: report.y)
    }
  }

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
  /// Text came from a clipboard: it presses no key.
  case pasted(PastedText)
  /// The terminal said something of itself, asked or not.
  case report(TerminalReport)
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
