import Dispatch
import Glibc

extension TerminalSession {
  /// Writes what is for the terminal, and the question behind it when it is time to ask.
  func send(_ bytes: [UInt8]) {
    let asks = asksTerminal && pace.sends(bytes.count, at: .now)
    counter.count(at: .now) { $0.bytes += bytes.count }
    output.send(asks ? bytes + LinkPace.question : bytes)
    if asks { awaitAnswer() }
  }

  /// What the way to the terminal carries.
  package var link: LinkMeter {
    var meter = counter.meter(at: .now)
    meter.lag = pace.lag
    return meter
  }

  /// Learns the way to the terminal anew: before the first frame, and after a time in which it may have become another one.
  func measureLink() {
    pace = LinkPace()
    send([])
  }

  func answerArrived() {
    let wasOpen = pace.isOpen
    if pace.answered(at: .now) { askAgain() }
    if !wasOpen, pace.isOpen { tell([.drained]) }
  }

  private func askAgain() {
    guard state == .open, output.isReady else { return awaitAnswer() }
    output.send(LinkPace.question)
    awaitAnswer()
  }

  private func awaitAnswer() {
    questions += 1
    let number = questions
    let patience = pace.patience / .milliseconds(1)
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(Int(patience))) { [weak self] in
      MainActor.assumeIsolated { self?.answerIsDue(number) }
    }
  }

  private func answerIsDue(_ number: Int) {
    guard number == questions, pace.isAsking, state == .open else { return }
    let wasOpen = pace.isOpen
    if pace.timeOut() { askAgain() }
    if !wasOpen, pace.isOpen { tell([.drained]) }
  }

  /// Waits a little for answers that are under way, which the shell would otherwise take for typing.
  ///
  /// The terminal has been told to show its main screen by then. What a person types meanwhile is lost.
  ///
  /// - Parameter patience: how long the first answer may take from its question on; of a terminal that has answered before it is
  ///   known how long it takes.
  func catchLastAnswers(patience: Duration = .zero) {
    let start = ContinuousClock.now
    while let asked = lastAsked {
      let end = pace.lastAnswerIsDue(to: asked, leaving: start, patience: patience)
      let rest = ContinuousClock.now.duration(to: end)
      guard rest > .zero else { return }
      var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&wanted, 1, Int32(max(1, rest / .milliseconds(1)))) > 0 else { continue }
      guard input.readAnswers() else { return }
    }
  }

  /// When the last question was asked whose answer may still come; nil where none may.
  private var lastAsked: ContinuousClock.Instant? {
    let link = pace.standing == .silent ? nil : pace.asked
    let color = colorAskedAt.flatMap { $0.duration(to: .now) < Self.answerTime ? $0 : nil }
    return [link, color].compactMap(\.self).max()
  }
}
