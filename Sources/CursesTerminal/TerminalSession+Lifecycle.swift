internal import CNCurses
internal import CTerminalGuard
import Dispatch
import Glibc
import TextCanvas

extension TerminalSession {
  /// Gives the terminal back; safe to repeat.
  ///
  /// It never waits for a slow terminal longer than a tenth of a second.
  ///
  /// - Parameter patience: how long after it was asked a terminal may take for its first answer.
  package func close(patience: Duration = .zero) {
    guard state != .closed else { return }
    let before = state
    state = .closed
    input.stop()
    if before != .suspended, cterm_is_armed() {
      // Tried after a hang-up too: the signal may have been sent by hand.
      takesOutput = output.sendLast(resetBytes, dropping: cterm_drop_output)
      if before != .lost { catchLastAnswers(patience: patience) }
      cterm_shell_modes()
    }
    _ = cterm_disarm()
    cterm_release_errors()
    TerminalSignals.shared.listener = nil
    listener = nil
  }

  /// Gives the terminal back, stops the process, and when it is continued takes the terminal again.
  ///
  /// Where nobody could continue it (no job control), it comes back at once. Paint after it.
  package func suspend() {
    guard state == .open else { return }
    giveBack()
    cterm_stop(SIGTSTP)
    _ = Self.waitForForeground()
    // One that was sent to the guardian as well has been heard.
    cterm_forget_signal(SIGTSTP)
    takeAgain()
  }

  /// Suspends where a shell has the terminal already: it was told that its job had stopped, when the guardian alone had been.
  package func suspendIfInBackground() {
    if Self.isInBackground { suspend() }
  }

  /// Stops what runs in the terminal's foreground, as the terminal itself does for ^Z; `TerminalEvent.suspendRequested` is the answer.
  package func stopGroup() { TerminalSignals.sendToGroup(SIGTSTP) }

  /// Interrupts what runs in the terminal's foreground, as the terminal itself does for ^C; `TerminalEvent.terminated` is the answer.
  package func interruptGroup() { TerminalSignals.sendToGroup(SIGINT) }

  /// Gives the terminal back for as long as another program asks something on it; keys are that program's.
  package func lend() {
    guard state == .open else { return }
    input.stop()
    giveBack()
    isLent = true
  }

  /// Takes the terminal again after ``lend()``.
  ///
  /// Paint after it.
  package func takeBack() {
    guard isLent, state == .suspended else { return }
    isLent = false
    takeAgain()
    input.start()
  }

  private func giveBack() {
    state = .suspended
    cnc_leave()
    CursesBytes.forget()
    guard !Self.isInBackground else { return cterm_give_back() }
    output.sendLast(resetBytes, dropping: cterm_drop_output)
    catchLastAnswers()
    cterm_shell_modes()
    _ = cterm_disarm()
    cterm_release_errors()
  }

  private func takeAgain() {
    cterm_hold_errors()
    cterm_arm(output.descriptor, resetBytes, resetBytes.count)
    state = .open
    entering = true
    resume()
    measureLink()
  }

  /// Takes up the terminal as another program may have left it: modes, size and every cell anew.
  ///
  /// Paint after it.
  package func resume() {
    guard state == .open else { return }
    if !cterm_is_armed() {
      // Stopped by a signal nobody can catch: the guardian has given the terminal back meanwhile.
      cnc_leave()
      CursesBytes.forget()
      cterm_arm(output.descriptor, resetBytes, resetBytes.count)
      entering = true
    }
    cterm_program_modes()
    // A shell that wrote its prompt meanwhile has its own idea of pastes.
    modesAreDue = true
    forceRedraw()
    takeSize()
  }

  /// Comes back when this process may use the terminal, stopping it until then as a shell expects.
  ///
  /// - Returns: false in the background of a group that nobody can stop.
  static func waitForForeground() -> Bool {
    // As often as a person may say `bg`; where nothing stops, a thousand times take no time.
    for _ in 0..<1000 where isInBackground { cterm_stop(SIGTTOU) }
    return !isInBackground
  }

  /// A terminal that controls nobody has no foreground, and so no background.
  private static var isInBackground: Bool {
    let foreground = tcgetpgrp(STDIN_FILENO)
    return foreground >= 0 && foreground != getpgrp()
  }

  func signalArrived(_ number: Int32) {
    switch number {
    case SIGWINCH: resizeSoon()
    case SIGTSTP: tell([.suspendRequested])
    case SIGCONT: tell([.resumed])
    case SIGHUP: lose()
    default: tell([.terminated(signal: number)])
    }
  }

  /// Dragging a window sends a signal a pixel; one answer in 30 ms is enough.
  private func resizeSoon() {
    guard !resizeIsDue else { return }
    resizeIsDue = true
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(30)) { [weak self] in
      MainActor.assumeIsolated { self?.takeSize() }
    }
  }

  private func takeSize() {
    resizeIsDue = false
    guard state == .open, let now = TerminalSize.current else { return }
    cnc_resize(Int32(now.rows), Int32(now.columns))
    painter.forget()
    guard now != size else { return }
    size = now
    tell([.resized(now)])
  }

  /// The terminal is gone: nothing more is drawn, and the program is told once.
  func lose() {
    guard state != .lost, state != .closed else { return }
    state = .lost
    input.stop()
    tell([.hungUp])
  }
}
