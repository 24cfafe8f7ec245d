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

  /// Waits a little for an answer that is under way, which the shell would otherwise take for typing.
  ///
  /// The terminal has been told to show its main screen by then. What a person types meanwhile is lost.
  func catchLastAnswer() {
    guard pace.isAsking, pace.standing != .silent else { return }
    let most = min(.seconds(1), max(.milliseconds(100), (pace.roundTrip ?? .zero) * 1.5))
    let end = ContinuousClock.now + most
    while pace.isAsking, case let rest = ContinuousClock.now.duration(to: end), rest > .zero {
      var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&wanted, 1, Int32(max(1, rest / .milliseconds(1)))) > 0 else { continue }
      guard input.readAnswers() else { return }
    }
  }
}
