internal import CNCurses
internal import CTerminalGuard
import Glibc
package import TextCanvas

/// The terminal while it is ours: opened once, drawn on, and given back whatever happens.
///
/// There is one a process, owned by its main actor. Nothing else may write to standard output while it is open; what is
/// written to a terminal on standard error is held back and shown when the terminal has been given back.
package final class TerminalSession {
  /// Takes what happens, in order and at once; what came in one read comes in one call, and what came
  /// before there was a listener comes to the first.
  ///
  /// A plain call and no stream: between a key and its frame no task has to wake.
  package var listener: (([TerminalEvent]) -> Void)? {
    didSet {
      guard let listener, !unheard.isEmpty else { return }
      let events = unheard
      unheard = []
      listener(events)
    }
  }
  private var unheard: [TerminalEvent] = []
  package let capability: TerminalCapability
  /// The present size; at least 1 by 1.
  package internal(set) var size: Size

  enum State {
    case open
    case suspended
    case lost
    case closed
  }

  var state = State.open
  /// Whether the next frame takes the terminal, at first and after a suspension.
  var entering = true
  /// Whether the terminal may have forgotten what it was asked to send.
  var modesAreDue = false
  /// Whether the mouse is ours; otherwise the terminal selects and scrolls with it.
  package internal(set) var usesMouse: Bool
  let modes: InputModes
  /// When the terminal was asked how wide it draws what terminals disagree about; nil before that.
  var measuringSince: ContinuousClock.Instant?
  var widths: MeasuredWidths
  /// What was painted last.
  private(set) var shown: (frame: Frame, theme: Theme, title: String)?
  var resizeIsDue = false
  var isLent = false
  /// Whether the terminal has taken what gave it back: one that has not would hold whoever writes a last word to it.
  package internal(set) var takesOutput = true
  /// Whether the terminal swallows control sequences that it does not know, and so may be asked how far it has come.
  let asksTerminal: Bool
  var pace = LinkPace()
  var counter = LinkCounter()
  /// Questions sent so far; a time-out is of the last alone.
  var questions = 0
  let asksQuestions: Bool
  /// When the terminal was asked for its background; nil once it has answered anything.
  var askedAt: ContinuousClock.Instant?
  /// The same; nil once it has told its background.
  var colorAskedAt: ContinuousClock.Instant?
  let input: TerminalInput
  let output: TerminalOutput
  let painter: FramePainter
  private var known: KnownTerminal
  /// What gives the terminal back, in the terminal's own words.
  let resetBytes: [UInt8]
  private var title: WindowTitle
  let brackets: SynchronizedOutput
  /// What sits between us and the terminal; nil for nothing.
  package let multiplexer: Multiplexer?

  private init(options: TerminalOptions, isUTF8: Bool, output: TerminalOutput) {
    self.output = output
    let colors = Int(cnc_colors())
    let depth = options.depth(colors: colors, hasTrueColor: cnc_has_truecolor())
    capability = TerminalCapability(depth: depth, ascii: options.ascii || !isUTF8)
    painter = FramePainter(
      depth: depth, colors: depth < .direct ? .palette : colors > 256 ? .direct : .standIns)
    known = KnownTerminal(endsEach: depth >= .xterm256, scrollsByCount: Self.scrollsByCount)
    widths = MeasuredWidths(
      longestSign: options.multiplexer == nil ? .max : MeasuredWidths.longestInMultiplexer)
    multiplexer = options.multiplexer
    asksQuestions = options.asksQuestions
    brackets = options.synchronizesOutput ? .bracketed : .plain
    asksTerminal = options.synchronizesOutput
    modes = InputModes(of: options)
    usesMouse = options.usesMouse
    input = TerminalInput(
      InputDecoder(described: DescribedKeys.all, marksPastes: options.marksPastes))
    size = TerminalSize.current ?? TerminalSize.usable(columns: 0, rows: 0)
    cnc_resize(Int32(size.rows), Int32(size.columns))
    // Drawn and left once before anything is shown: ncurses then stops flushing at every cursor move, and the bytes
    // of leaving are known in advance.
    cnc_update()
    CursesBytes.forget()
    cnc_leave()
    title = WindowTitle(isTaken: options.takesTitle)
    resetBytes =
      ResetBlock(
        leaving: modes.off + CursesBytes.take(), isANSI: cnc_is_ansi(),
        hasAlternateScreen: cnc_has_alternate_screen(), hasPrivateModes: options.synchronizesOutput
      ).bytes + brackets.implicitOrder + (title.isTaken ? TitleSequence.giveBack : [])
  }

  /// Whether the terminal has SU and SD as xterm has them.
  private static var scrollsByCount: Bool {
    let sequences = [("indn", "\u{1B}[%p1%dS"), ("rin", "\u{1B}[%p1%dT")]
    return sequences.allSatisfy { sequence in
      cnc_capability(sequence.0).map { String(cString: $0) } == sequence.1
    }
  }

  /// Why nobody can expect a dashboard here: no terminal, one that TERM says cannot be drawn on, or no file to
  /// draw in.
  ///
  /// - Returns: nil where there is no such reason; ``open(_:)`` may fail all the same.
  package static func obstacle(to options: TerminalOptions) -> TerminalError? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return .notATerminal }
    guard TerminalDescription(of: options.term) != .undrawable else {
      return .undrawable(options.term)
    }
    var limit = rlimit()
    guard
      getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) != 0
        || limit.rlim_cur >= largestFrame
    else {
      return .filesLimited(Int(limit.rlim_cur))
    }
    return nil
  }

  /// The bytes of a frame are fewer.
  private static let largestFrame = 1 << 20

  /// Takes the terminal, and shows nothing until the first ``paint(_:theme:title:)``.
  ///
  /// - Throws: ``TerminalError``; the terminal is then as it was.
  package static func open(_ options: TerminalOptions) throws(TerminalError) -> TerminalSession {
    if let obstacle = obstacle(to: options) { throw obstacle }
    try TerminalSignals.shared.start()
    guard waitForForeground() else { throw .inBackground }
    guard cterm_save_modes() else { throw .refused(errno) }
    let output = try TerminalOutput.openTerminal()
    let isUTF8 = options.forcesUTF8 && cnc_force_utf8() || cnc_locale_is_utf8()
    switch Int(cnc_open(!options.noColor)) {
    case CNC_OPENED: break
    case CNC_UNKNOWN_TERMINAL: throw .unknownTerminal(options.term)
    default: throw .refused(errno)
    }
    cterm_keep_modes()
    let session = TerminalSession(options: options, isUTF8: isUTF8, output: output)
    session.connect()
    return session
  }

  private func connect() {
    cterm_hold_errors()
    cterm_arm(output.descriptor, resetBytes, resetBytes.count)
    output.onDrained = { [weak self] in self?.tell([.drained]) }
    input.deliver = { [weak self] in self?.tell($0) }
    input.onAnswer = { [weak self] in self?.answerArrived() }
    output.onLost = { [weak self] in self?.lose() }
    input.onLost = { [weak self] in self?.lose() }
    input.onCursorReport = { [weak self] row, column in
      self?.takeCursorReport(row: row, column: column)
    }
    TerminalSignals.shared.listener = { [weak self] number in self?.signalArrived(number) }
    input.start()
    measureLink()
  }

  func tell(_ events: [TerminalEvent]) {
    for case .report(let report) in events {
      askedAt = nil
      if report.background != nil { colorAskedAt = nil }
    }
    if let listener { listener(events) } else { unheard += events }
  }

  /// Whether a frame can be painted now; while not, ``TerminalEvent/drained`` will tell.
  package var isReady: Bool {
    state == .open && output.isReady && pace.isOpen && cterm_is_armed()
  }

  /// Whether a window's title has to be written: another than that shown, and not within a second of it.
  package func isDue(title text: String) -> Bool { title.isDue(text, at: ContinuousClock().now) }

  /// Draws a frame: one write of what differs from the last, nothing at all when nothing does.
  ///
  /// - Parameter text: the window's title, where the terminal takes one; ASCII.
  /// - Returns: Whether it was painted; false while the terminal has not taken the last frame or is not ours.
  @discardableResult
  package func paint(_ frame: Frame, theme: Theme, title text: String) -> Bool {
    guard isReady else {
      counter.count(at: .now) { $0.merged += 1 }
      return false
    }
    cterm_guard_thread()
    painter.paint(frame, theme: theme, size: size)
    let asks = isToMeasure
    if asks {
      // Drawn once more behind the question, on a screen that is cleared before it.
      forceRedraw()
      painter.paint(frame, theme: theme, size: size)
    }
    var drawn = CursesBytes.take()
    drawn.replaceColors(painter.standIns)
    drawn = known.shorten(
      drawn, rows: size.rows, columns: size.columns, entries: painter.paletteEntries)
    painter.placed.write(into: &drawn)
    let taking = taking(&drawn)
    if asks { askWidths(in: &drawn) }
    // The title is of the same picture.
    let bytes = taking + brackets.around(drawn + title.take(text, at: ContinuousClock().now))
    shown = (frame, theme, text)
    if !bytes.isEmpty {
      counter.count(at: .now) { $0.frames += 1 }
      send(bytes)
    }
    return true
  }

  /// What goes before a frame where the terminal is taken with it, or may have forgotten what it was asked to send.
  private func taking(_ drawn: inout [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    if entering {
      entering = false
      modesAreDue = true
      drawn.removePaletteReset()
      bytes = title.enter() + brackets.explicitOrder
    }
    guard modesAreDue else { return bytes }
    modesAreDue = false
    return modes.on(mouse: usesMouse) + bytes
  }

  /// Puts a text into the clipboard of whoever sits at the terminal, as far as the terminal allows it.
  ///
  /// - Returns: false for a text longer than terminals take.
  @discardableResult
  package func copy(_ text: String) -> Bool {
    guard state == .open,
      let bytes = ClipboardSequence.bytes(for: text, through: multiplexer)
    else { return false }
    send(bytes)
    return true
  }

  /// Takes the mouse, or gives it back to the terminal, which then selects text with it again.
  package func useMouse(_ isOurs: Bool) {
    usesMouse = isOurs
    guard state == .open else { return }
    output.send(isOurs ? modes.mouseOn : modes.mouseOff)
  }

  /// Rings the bell, or has the terminal show a notification, between two frames.
  ///
  /// - Parameter form: nil for none; a terminal that might print what it does not know is sent none.
  package func notify(_ text: SafeText, ringing: Bool, form: NotificationSequence.Form?) {
    guard state == .open else { return }
    var bytes: [UInt8] = ringing ? [0x07] : []
    if let form, asksTerminal {
      bytes += NotificationSequence.bytes(for: text, form: form, through: multiplexer)
    }
    if !bytes.isEmpty { output.send(bytes) }
  }

  /// Has the next frame repaint every cell, after something else wrote on the screen.
  package func forceRedraw() {
    painter.forget()
    known.forget()
    cnc_redraw()
  }
}

extension [UInt8] {
  /// Takes out the request to reset the terminal's palette: OSC 104, on the Linux console `ESC ] R`.
  ///
  /// ncurses sends it whenever it takes a terminal, as if it had changed the palette. It has not, and the reset would
  /// undo the colours a person gave the terminal.
  nonisolated package mutating func removePaletteReset() {
    for reset in ["\u{1B}]104\u{07}", "\u{1B}]R"].map({ Array($0.utf8) }) {
      let last = count - reset.count
      guard last >= 0 else { continue }
      guard let start = (0...last).first(where: { self[$0...].starts(with: reset) }) else {
        continue
      }
      removeSubrange(start..<start + reset.count)
    }
  }
}
